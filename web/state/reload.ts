// Loads the page anew at the same address: the last resort after a failure.

export function reloadPage(): void {
  window.location.reload();
}
