// Formats numbers for display.

/** Formats a time in milliseconds. Returns value and unit. */
export function time(millis) {
  if (millis === undefined || Number.isNaN(millis)) return ["–", ""];
  if (millis < 0.05) return ["<0.1", "ms"]; // below the resolution of the two clocks
  if (millis < 9.95) return [millis.toFixed(1), "ms"];
  if (millis < 999.5) return [millis.toFixed(0), "ms"];
  if (millis < 99_950) return [(millis / 1000).toFixed(millis < 9995 ? 2 : 1), "s"];
  return [(millis / 1000).toFixed(0), "s"];
}

export function timeText(millis) {
  return time(millis).join(" ").trim();
}

/** Formats 1234 as 1,234, and numbers from 100,000 in thousands. */
export function count(n) {
  return n < 100_000 ? n.toLocaleString("en") : `${(n / 1000).toLocaleString("en", {
    maximumFractionDigits: n < 1e6 ? 1 : 0 })} k`;
}

/** Formats a number of bytes with a binary unit, such as KiB. */
export function bytes(n) {
  const units = ["B", "KiB", "MiB", "GiB", "TiB"];
  let unit = 0;
  let value = n;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1024;
    unit++;
  }
  const digits = unit === 0 || value >= 100 ? 0 : 1;
  return `${value.toFixed(digits)} ${units[unit]}`;
}

export function ratio(value) {
  if (!Number.isFinite(value)) return "–";
  if (value > 0 && value < 0.0005) return "<0.001";
  return value === 0 ? "0" : value < 0.095 ? value.toFixed(3) : value.toFixed(2);
}
