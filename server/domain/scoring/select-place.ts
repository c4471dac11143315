// The values at a place of an order without sorting: quickselect over doubles.

/**
 * The value that would stand at `index` (0-based, ascending, at least 1) if `values` were sorted, and the one just below it.
 * Reorders `values`: everything before `index` is then not greater, everything after not smaller.
 */
export function aroundPlace(values: Float64Array, index: number): { readonly above: number; readonly below: number } {
  let low = 0;
  let high = values.length - 1;
  while (low < high) {
    const pivot = middleOf(values[low]!, values[(low + high) >>> 1]!, values[high]!);
    let left = low;
    let right = high;
    while (left <= right) {
      while (values[left]! < pivot) left += 1;
      while (values[right]! > pivot) right -= 1;
      if (left > right) break;
      const kept = values[left]!;
      values[left] = values[right]!;
      values[right] = kept;
      left += 1;
      right -= 1;
    }
    if (index <= right) high = right;
    else if (index >= left) low = left;
    else break;
  }
  let below = -Infinity;
  for (let at = 0; at < index; at += 1) if (values[at]! > below) below = values[at]!;
  return { above: values[index]!, below };
}

function middleOf(a: number, b: number, c: number): number {
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
}
