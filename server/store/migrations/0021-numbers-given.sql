-- From here on the highest number ever given says whether rows are missing at the end; demonstrations that were emptied before are not.
UPDATE sqlite_sequence SET seq = (SELECT COALESCE(MAX(id), 0) FROM ledger) WHERE name = 'ledger';
UPDATE sqlite_sequence SET seq = (SELECT COALESCE(MAX(id), 0) FROM lineage) WHERE name = 'lineage';
