// The list of keys, shown by `?`.
import { Modal } from 'antd';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { Themed } from '../../ui/themed.tsx';

const keys = [
  [['Ctrl', 'K'], 'search'],
  [['?'], 'help'],
  [['Esc'], 'close'],
  [['T'], 'table'],
  [['↑', '↓'], 'next'],
  [['Enter'], 'open'],
  [['F'], 'filters'],
  [['L'], 'lasso'],
  [['B'], 'box'],
  [['[', ']'], 'year'],
  [['+', '−'], 'zoom'],
  [['H'], 'home'],
  [['R'], 'replay'],
  [['S'], 'swipe'],
  [['P'], 'print'],
  [['K'], 'lassoOut'],
  [['I'], 'lockIn'],
  [['O'], 'lockOut'],
  [['Ctrl', 'Enter'], 'solve'],
  [['N'], 'declare'],
] as const;

export function KeysDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Themed>
      <Modal open title={t('frame.shortcuts.title')} footer={null} onCancel={onClose} width={440}>
        <dl className="keys-list">
          {keys.map(([pressed, name]) => (
            <Fragment key={name}>
              <dt>
                {pressed.map((key) => (
                  <kbd key={key}>{key}</kbd>
                ))}
              </dt>
              <dd>{t(`frame.shortcuts.${name}`)}</dd>
            </Fragment>
          ))}
        </dl>
      </Modal>
    </Themed>
  );
}
