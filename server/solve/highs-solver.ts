// HiGHS as the solver that the search is handed: programs in, values and proven bounds out. Synchronous: it runs in a thread of its own.
import loadHighs, { type Highs } from 'highs';
import type { LpAnswer, Milp, MilpAnswer, MilpOptions, OpenLp, Row, Solver } from '#domain/repurchase/solve/milp.ts';

/** Where a program's own numbers say infinity. */
const bounded = (highs: Highs, value: number): number =>
  value === Infinity ? highs.infinity : value === -Infinity ? 0 - highs.infinity : value;

function csr(rows: readonly Row[], numCols: number) {
  const starts = new Int32Array(rows.length + 1);
  let size = 0;
  for (const [index, { at }] of rows.entries()) {
    size += at.length;
    starts[index + 1] = size;
  }
  const indices = new Int32Array(size);
  const values = new Float64Array(size);
  for (const [index, { at, by }] of rows.entries()) {
    indices.set(at, starts[index]);
    values.set(by, starts[index]);
  }
  return { format: 'csr' as const, numRows: rows.length, numCols, starts, indices, values };
}

function modelData(highs: Highs, { cost, low, high, rows, whole }: Milp, integer: boolean) {
  const { integer: wholeNumber, continuous } = highs.constants.variableType;
  return {
    numCols: cost.length,
    numRows: rows.length,
    colCost: Float64Array.from(cost),
    colLower: Float64Array.from(low, (value) => bounded(highs, value)),
    colUpper: Float64Array.from(high, (value) => bounded(highs, value)),
    rowLower: Float64Array.from(rows, (row) => bounded(highs, row.low)),
    rowUpper: Float64Array.from(rows, (row) => bounded(highs, row.high)),
    matrix: csr(rows, cost.length),
    ...(integer ? { integrality: cost.map((_, index) => (whole?.[index] === false ? continuous : wholeNumber)) } : {}),
  };
}

/** Entries of a program up to which it is presolved: seconds at most. */
const presolvedEntries = 150_000;

function solveWhole(highs: Highs, program: Milp, { seconds, gap, seed, start }: MilpOptions, cancelled: () => boolean): MilpAnswer {
  if (program.cost.length === 0) {
    const fits = program.rows.every(({ low, high }) => low <= 0 && high >= 0);
    return fits ? { status: 'optimal', values: [], bound: 0 } : { status: 'infeasible', values: null, bound: Infinity };
  }
  const entries = program.rows.reduce((sum, { at }) => sum + at.length, 0);
  return highs.withModel(modelData(highs, program, true), (model): MilpAnswer => {
    model.options.set({
      output_flag: false,
      // Presolving heeds neither the time limit nor an interrupt, and on the largest programs goes on for minutes.
      presolve: entries > presolvedEntries ? 'off' : 'choose',
      random_seed: seed,
      time_limit: Math.max(0.05, seconds),
      mip_rel_gap: gap,
      mip_abs_gap: 0,
      mip_feasibility_tolerance: 1e-7,
      primal_feasibility_tolerance: 1e-8,
      dual_feasibility_tolerance: 1e-8,
    });
    if (start) model.setSolution({ colValue: Float64Array.from(start) });
    model.run({
      [highs.constants.callbackType.mipInterrupt](event) {
        if (cancelled()) event.interrupt();
        return undefined;
      },
    });
    const { optimal, infeasible, unboundedOrInfeasible } = highs.constants.modelStatus;
    const status = model.getModelStatus();
    if (status === infeasible || status === unboundedOrInfeasible) return { status: 'infeasible', values: null, bound: Infinity };
    const known = model.info.get('primal_solution_status') === highs.constants.solutionStatus.feasible;
    const bound = Number(model.info.get('mip_dual_bound'));
    return {
      status: status === optimal ? 'optimal' : 'stopped',
      values: known ? Array.from(model.getSolution().colValue) : null,
      bound: Math.abs(bound) >= 1e29 ? (bound > 0 ? Infinity : -Infinity) : bound,
    };
  });
}

function openLp(highs: Highs, program: Milp): OpenLp {
  const model = highs.createModel(modelData(highs, program, false));
  let columns = program.cost.length;
  let rowCount = program.rows.length;
  const bare = program.rows.map(({ low, high }) => ({ low, high }));
  return {
    solve(seconds): LpAnswer {
      // Without columns there is nothing to solve, and the solver says so with an error.
      if (columns === 0) {
        const fits = bare.every(({ low, high }) => low <= 0 && high >= 0);
        return { status: fits ? 'optimal' : 'infeasible', value: 0, values: [], rowDuals: bare.map(() => 0), reduced: [] };
      }
      model.zeroAllClocks();
      model.options.set({ time_limit: Math.max(0.05, seconds) });
      model.run();
      const { optimal, infeasible } = highs.constants.modelStatus;
      const status = model.getModelStatus();
      if (status !== optimal)
        return { status: status === infeasible ? 'infeasible' : 'stopped', value: 0, values: [], rowDuals: [], reduced: [] };
      const { colValue, rowDual, colDual } = model.getSolution();
      return {
        status: 'optimal',
        value: model.getObjectiveValue(),
        values: Array.from(colValue),
        rowDuals: Array.from(rowDual),
        reduced: Array.from(colDual),
      };
    },
    addRows(rows) {
      if (rows.length === 0) return;
      model.addRows({
        lower: Float64Array.from(rows, (row) => bounded(highs, row.low)),
        upper: Float64Array.from(rows, (row) => bounded(highs, row.high)),
        matrix: csr(rows, columns),
      });
      rowCount += rows.length;
      bare.push(...rows.map(({ low, high }) => ({ low, high })));
    },
    addColumns(added) {
      if (added.length === 0) return;
      const rows = added.map(({ at, by }) => ({ at, by, low: 0, high: 0 }));
      model.addCols({
        cost: Float64Array.from(added, ({ cost }) => cost),
        lower: Float64Array.from(added, ({ low }) => low),
        upper: Float64Array.from(added, ({ high }) => bounded(highs, high)),
        matrix: { ...csr(rows, rowCount), format: 'csc', numRows: rowCount, numCols: added.length },
      });
      columns += added.length;
    },
    close: () => model.dispose(),
  };
}

/** HiGHS, loaded; `cancelled` is asked during a solve. */
export async function openHighs(cancelled: () => boolean): Promise<Solver> {
  const highs = await loadHighs();
  return {
    name: `HiGHS ${highs.version.string}`,
    milp: (program, options) => solveWhole(highs, program, options, cancelled),
    lp: (program) => openLp(highs, program),
  };
}
