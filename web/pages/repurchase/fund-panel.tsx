// The money for buying land back: the special fund's share, other sources, what approved plans bind, what is left; entries are only added.
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { fundQuery } from '../../api/repurchase-queries.ts';
import type { FundEntryReply, FundReply } from '../../api/repurchase-replies.ts';
import { plainNumber } from '../../format.ts';
import { useChoice } from '../../state/choice.ts';
import { problemText } from '../../ui/problem-text.ts';
import { Failed, Loading, Nothing } from '../../ui/trouble.tsx';
import type { ChoiceFigures } from './choice-figures.ts';
import { FundForm, ReverseForm } from './fund-form.tsx';
import { SidePanel } from './side-panel.tsx';

function Balance({ fund }: { fund: FundReply }) {
  const { t } = useTranslation();
  const { balance, percent, clause } = fund;
  const row = (label: string, value: number, sign = '', strong = false) => (
    <tr className={strong ? 'strong' : undefined}>
      <th scope="row">{label}</th>
      <td className={strong && value < 0 ? 'number short' : 'number'}>
        {sign}
        {plainNumber(value, 2)}
      </td>
    </tr>
  );
  return (
    <section className="buy-part">
      <table className="buy-rows" data-testid="fund-balance">
        <tbody>
          {row(
            t('repurchase.fund.special', {
              percent,
              clause: clause ?? t('repurchase.fund.example'),
              revenue: plainNumber(balance.landRevenueWan, 0),
            }),
            balance.specialWan,
            '+',
          )}
          {row(t('repurchase.fund.sources'), balance.sourcesWan, '+')}
          {row(t('repurchase.fund.outlays'), balance.outlaysWan, '−')}
          {row(t('repurchase.fund.available'), balance.availableWan, '', true)}
          {row(t('repurchase.fund.contracted', { delivered: plainNumber(balance.deliveredWan, 1) }), balance.contractedWan, '−')}
          {row(t('repurchase.fund.open'), balance.openWan, '−')}
          {row(t('repurchase.fund.left'), balance.leftWan, '', true)}
        </tbody>
      </table>
      {balance.leftWan < 0 && <p className="buy-warning">{t('repurchase.fund.short', { value: plainNumber(-balance.leftWan, 2) })}</p>}
      <p className="note">{t('repurchase.fund.note')}</p>
    </section>
  );
}

export function FundPanel({ figures }: { figures: ChoiceFigures }) {
  const { t } = useTranslation();
  const { choose } = useChoice();
  const { county } = figures;
  const [adding, setAdding] = useState(false);
  const [reversing, setReversing] = useState<FundEntryReply | null>(null);
  const query = useQuery({ ...fundQuery({ county: county.code, version: county.version }), retry: false });
  return (
    <SidePanel
      title={t('repurchase.panels.fund')}
      note={t('repurchase.fund.unit')}
      tools={
        <Button size="small" onClick={() => setAdding(true)}>
          {t('repurchase.fund.add')}
        </Button>
      }
      onClose={() => choose({ panel: 'none' }, { replace: true })}
    >
      {query.isPending && <Loading lines={8} />}
      {query.isError && <Failed detail={problemText(t, query.error)} onRetry={() => void query.refetch()} />}
      {query.data && (
        <>
          <Balance fund={query.data} />
          <section className="buy-part">
            <h3>{t('repurchase.fund.entries')}</h3>
            {query.data.entries.length === 0 && <Nothing>{t('repurchase.fund.none')}</Nothing>}
            <ul className="buy-entries">
              {[...query.data.entries].reverse().map((entry) => (
                <li key={entry.id} className={entry.inForce ? undefined : 'dropped'}>
                  <span>
                    {entry.year} {t(`repurchase.fundKind.${entry.kind}`)} · {entry.name}
                    {entry.reverses !== null && ` · ${t('repurchase.fund.reverses', { id: entry.reverses })}`}
                    <span className="note">
                      {entry.basis} · {entry.actor}
                    </span>
                  </span>
                  <b>{plainNumber(entry.amountWan, 2)}</b>
                  {entry.inForce && (
                    <Button size="small" type="text" onClick={() => setReversing(entry)}>
                      {t('repurchase.fund.reverse')}
                    </Button>
                  )}
                </li>
              ))}
            </ul>
          </section>
        </>
      )}
      {adding && <FundForm county={county.code} year={Number(figures.shown.asOf.slice(0, 4))} onClose={() => setAdding(false)} />}
      {reversing && <ReverseForm county={county.code} entry={reversing} onClose={() => setReversing(null)} />}
    </SidePanel>
  );
}
