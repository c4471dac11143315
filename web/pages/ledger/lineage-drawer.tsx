// 宗地沿革: what became of the county's parcels, newest first, and the form that records the next change.
import { useQuery } from '@tanstack/react-query';
import { Drawer } from 'antd';
import { useTranslation } from 'react-i18next';
import type { LedgerKey } from '../../api/ledger-queries.ts';
import { lineageQuery } from '../../api/lineage-queries.ts';
import type { CountyReply } from '../../api/replies.ts';
import { sessionQuery } from '../../api/session-queries.ts';
import { problemText } from '../../ui/problem-text.ts';
import { Failed, Loading, Nothing } from '../../ui/trouble.tsx';
import { LineageActs } from './lineage-acts.tsx';
import { LineageForm } from './lineage-form.tsx';
import { useMayWrite } from './who.tsx';

export function LineageDrawer({ of, county, onClose }: { of: LedgerKey; county: CountyReply; onClose: () => void }) {
  const { t } = useTranslation();
  const found = useQuery(lineageQuery(of.county, of.version));
  const session = useQuery(sessionQuery);
  const may = useMayWrite();
  const refusal = may ?? (session.data?.townships ? t('ledger.lineage.wholeCounty') : null);
  return (
    <Drawer open onClose={onClose} size={680} title={<h2 className="drawer-title">{t('ledger.lineage.title')}</h2>}>
      <div className="ledger-page-drawer" data-testid="lineage">
        <p className="note">{t('ledger.lineage.about')}</p>
        <LineageForm of={of} county={county} refusal={refusal} />
        <h3>{t('ledger.lineage.acts')}</h3>
        {found.isPending && <Loading lines={4} />}
        {found.isError && <Failed detail={problemText(t, found.error)} onRetry={() => void found.refetch()} />}
        {found.data?.length === 0 && <Nothing>{t('ledger.lineage.none')}</Nothing>}
        {found.data && found.data.length > 0 && (
          <LineageActs
            acts={found.data}
            townshipName={(code) => county.townships.find((one) => one.code === code)?.name ?? code}
            mayUndo={refusal === null}
            onOpened={onClose}
          />
        )}
      </div>
    </Drawer>
  );
}
