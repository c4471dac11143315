// 大屏.
export function WallPage() {
  return null;
}
