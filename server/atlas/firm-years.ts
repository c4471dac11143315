// A firm's figures year by year, with the quotient's inputs.
import { taxPerMuOfFirm } from '#domain/firms/tax-per-mu.ts';
import { toMu, toWan } from '#domain/units.ts';
import type { CountySheet } from './sheet.ts';

/** One year of a firm; null where not known. Areas in mu, money in 万元; `exact` are the whole numbers behind taxPerMuWan. */
export function firmYear(sheet: CountySheet, uscc: string, year: number) {
  const account = sheet.record.accounts(uscc).get(year);
  const land = sheet.record.land(uscc, year);
  const figure = taxPerMuOfFirm(account, land);
  return {
    year,
    taxWan: account?.tax == null ? null : toWan(account.tax),
    taxPerMuWan: figure ? figure.money / figure.area : null,
    exact: figure ? { taxFen: figure.money as number, areaMicroMu: figure.area as number, areaKind: figure.areaKind } : null,
    grade: account?.grade ?? null,
    assessedMu: account?.assessedArea == null ? null : toMu(account.assessedArea),
    occupiedMu: land?.known ? land.area / 1_000_000 : null,
    revenueWan: account?.revenue == null ? null : toWan(account.revenue),
    outputValueWan: account?.outputValue == null ? null : toWan(account.outputValue),
    valueAddedWan: account?.valueAdded == null ? null : toWan(account.valueAdded),
    researchWan: account?.researchSpending == null ? null : toWan(account.researchSpending),
    energyTce: account?.energyTce ?? null,
    powerKwh: account?.powerKwh ?? null,
    waterTonnes: account?.waterTonnes ?? null,
    emissionsTonnes: account?.emissionsTonnes ?? null,
    employees: account?.employees ?? null,
    aboveScale: account?.aboveScale ?? null,
    source: account ? { ...account.source } : null,
  };
}
