// 模拟 written over a map while a what-if is shown, so that no picture of it passes for the state in force.
import { Watermark } from 'antd';
import { useTranslation } from 'react-i18next';
import './simulation-mark.css';

/** Fills the box it is put into; the pointer goes through it. */
export function SimulationMark() {
  const { t } = useTranslation();
  return (
    <Watermark
      className="simulation-mark"
      content={t('policy.try.mark')}
      gap={[180, 160]}
      font={{ color: 'rgba(31,58,95,0.16)', fontSize: 30 }}
    >
      <div className="simulation-fill" />
    </Watermark>
  );
}
