// The versions of a policy: where each comes from, from when it holds, and the act that puts one in force.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, DatePicker, Input, Table } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { policyVersionsQuery, putInForce, versionAddress, type PolicyVersionReply } from '../../api/policy-versions.ts';
import { day, unknownMark } from '../../format.ts';
import { Badge } from '../../ui/badge.tsx';
import { problemText } from '../../ui/problem-text.ts';
import { Failed, Loading } from '../../ui/trouble.tsx';
import { FaultTable } from './fault-table.tsx';
import { PolicyFaults } from './policy-faults.tsx';

function ForceForm({ policy, version, onDone }: { policy: string; version: string; onDone: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [from, setFrom] = useState<string | null>(null);
  const [basis, setBasis] = useState('');
  const act = useMutation({
    mutationFn: () => putInForce(policy, { version, from: from ?? '', basis: basis.trim() }),
    // Every verdict, count and list may be another one now.
    onSuccess: async () => {
      await queries.invalidateQueries();
      onDone();
    },
  });
  return (
    <div className="force-form" role="group" aria-label={t('policy.versions.force', { version })}>
      <strong>{t('policy.versions.force', { version })}</strong>
      <DatePicker
        aria-label={t('policy.versions.from')}
        placeholder={t('policy.versions.from')}
        onChange={(next) => setFrom(next ? next.format('YYYY-MM-DD') : null)}
      />
      <Input
        aria-label={t('policy.versions.basis')}
        placeholder={t('policy.versions.basis')}
        value={basis}
        maxLength={2000}
        onChange={({ target }) => setBasis(target.value)}
      />
      <Button type="primary" disabled={from === null || basis.trim() === ''} loading={act.isPending} onClick={() => act.mutate()}>
        {t('policy.versions.do')}
      </Button>
      <Button onClick={onDone}>{t('policy.versions.cancel')}</Button>
      {act.isError && <PolicyFaults reason={act.error} />}
    </div>
  );
}

function faultsOf({ faults }: PolicyVersionReply) {
  return (
    <div className="policy-faults">
      <FaultTable issues={faults.map(({ line, column, path, message }) => ({ line, column, path, message }))} />
    </div>
  );
}

export function VersionList({ policy }: { policy: string }) {
  const { t, i18n } = useTranslation();
  const versions = useQuery(policyVersionsQuery(policy));
  const [forcing, setForcing] = useState<string | null>(null);
  const period = ({ from, until, basis, actor }: PolicyVersionReply['periods'][number]) => (
    <div key={from}>
      {t('policy.span', {
        start: day(from, i18n.language),
        end: until === null ? t('policy.versions.open') : t('policy.versions.before', { day: day(until, i18n.language) }),
      })}
      {basis !== null && (
        <span className="note">
          {' '}
          {basis} {actor}
        </span>
      )}
    </div>
  );
  return (
    <section className="panel policy-part" aria-labelledby={`policy-versions-${policy}`}>
      <div className="panel-title">
        <h2 id={`policy-versions-${policy}`}>
          {t('policy.versions.title')} <span className="note">{policy}</span>
        </h2>
        <span className="note">{t('policy.versions.remembered')}</span>
      </div>
      {versions.isPending && <Loading lines={3} />}
      {versions.isError && <Failed detail={problemText(t, versions.error)} onRetry={() => void versions.refetch()} />}
      {versions.data && (
        <Table<PolicyVersionReply>
          size="small"
          rowKey="hash"
          pagination={false}
          dataSource={versions.data}
          expandable={{
            rowExpandable: (row) => row.faults.length > 0,
            expandedRowRender: faultsOf,
            showExpandColumn: versions.data.some((row) => row.faults.length > 0),
          }}
          columns={[
            {
              title: t('policy.version'),
              key: 'version',
              render: (_, row) => (
                <>
                  {row.version} {row.inForce && <Badge tone="valid">{t('policy.versions.inForce')}</Badge>}{' '}
                  {row.faults.length > 0 && <Badge tone="expired">{t('policy.failing.badge')}</Badge>}
                </>
              ),
            },
            { title: t('policy.versions.name'), dataIndex: 'title' },
            { title: t('policy.versions.origin'), key: 'origin', render: (_, row) => t(`policy.versions.origins.${row.origin}`) },
            { title: t('policy.versions.recorded'), key: 'recorded', render: (_, row) => day(row.recordedAt, i18n.language) },
            {
              title: t('policy.versions.periods'),
              key: 'periods',
              render: (_, row) => (row.periods.length === 0 ? unknownMark : row.periods.map(period)),
            },
            {
              title: t('policy.versions.acts'),
              key: 'acts',
              render: (_, row) => (
                <span className="queue-files">
                  <a href={versionAddress(policy, row.version)} download={`${policy}-${row.version}.yaml`}>
                    YAML
                  </a>
                  {row.faults.length === 0 ? (
                    <button type="button" className="link-button" onClick={() => setForcing(row.version)}>
                      {t('policy.versions.toForce')}
                    </button>
                  ) : (
                    <span className="note">{t('policy.failing.reasons', { count: row.faults.length })}</span>
                  )}
                </span>
              ),
            },
          ]}
        />
      )}
      {forcing !== null && <ForceForm key={forcing} policy={policy} version={forcing} onDone={() => setForcing(null)} />}
    </section>
  );
}
