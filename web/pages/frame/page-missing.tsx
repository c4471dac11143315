// An address under which there is no page: says so and leads back to the map, in the view that was open.
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

export function PageMissing() {
  const { t } = useTranslation();
  return (
    <div className="gate panel">
      <div className="trouble">
        <strong>{t('frame.state.pageMissing')}</strong>
        <p>{t('frame.state.pageMissingHint')}</p>
        <Link to="/map" search={(before) => before}>
          {t('frame.state.toMap')}
        </Link>
      </div>
    </div>
  );
}
