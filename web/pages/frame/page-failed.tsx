// What stands in for a page that failed, so that the frame stays usable.
import { useTranslation } from 'react-i18next';
import { reloadPage } from '../../state/reload.ts';
import { Failed } from '../../ui/trouble.tsx';

export function PageFailed({ error }: { error?: unknown }) {
  const { t } = useTranslation();
  const detail = error instanceof Error ? error.message : t('frame.state.notFound');
  return (
    <div className="gate panel">
      <Failed title={t('frame.state.pageFailed')} detail={detail} onRetry={reloadPage} />
    </div>
  );
}
