// All English texts, fetched when the language is switched.
import { bulletins } from './bulletins.ts';
import { desk } from './desk.ts';
import { dossier } from './dossier.ts';
import { evaluation } from './evaluation.ts';
import { frame } from './frame.ts';
import { industries } from './industries.ts';
import { intake } from './intake.ts';
import { ledger } from './ledger.ts';
import { map } from './map.ts';
import { policy } from './policy.ts';
import { print } from './print.ts';
import { progress } from './progress.ts';
import { repurchase } from './repurchase.ts';
import { table } from './table.ts';

export const en = {
  bulletins,
  frame,
  map,
  table,
  dossier,
  print,
  progress,
  repurchase,
  evaluation,
  policy,
  desk,
  intake,
  ledger,
  industries,
};
