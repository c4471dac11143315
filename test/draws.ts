// What the property tests draw is the same in every run, so that a change is judged by itself; MUTU_SEED=random, or a number, looks further.
import fc from 'fast-check';

const wish = process.env['MUTU_SEED'] ?? '20240101';
if (wish !== 'random') fc.configureGlobal({ seed: Number(wish) });
