export function evaluateComparison(): void {}
