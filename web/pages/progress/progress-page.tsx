// 腾地进度: the targets of the policy, each with its four faces.
export function ProgressPage() {
  return null;
}
