// Numbers for readers: three significant digits, and the unit at the end of their name.
const UNITS = [
  [/Millis$/, "ms"], [/Micros(PerDelivery)?$/, "µs"], [/Bytes$|Bytes[UD]|^bytes/, "B"], [/PerSecond$/, "/s"],
];

function number(value) {
  const size = Math.abs(value);
  if (size === 0) return "0";
  if (size >= 100) return Math.round(value).toLocaleString("en");
  if (size >= 10) return value.toFixed(1);
  if (size >= 1) return value.toFixed(2);
  return size >= 0.0005 ? value.toFixed(3) : "< 0.001";
}

/** For axes and tiles: 3.1 M instead of 3,100,000. */
function short(value) {
  for (const [unit, name] of [[1e9, "G"], [1e6, "M"], [1e3, "k"]]) {
    if (Math.abs(value) >= unit) return +(value / unit).toPrecision(3) + " " + name;
  }
  return value === 0 ? "0" : String(+value.toPrecision(3));
}

function interval(millis) {
  return millis >= 1000 ? +(millis / 1000).toPrecision(3) + " s" : +millis.toPrecision(3) + " ms";
}

function unitOf(figure) {
  const found = UNITS.find(([pattern]) => pattern.test(figure));
  return found ? found[1] : "";
}

/** bytesDownPerMessage becomes "bytes down per message". */
function words(name) {
  return name
    .replace(/Millis$/, "").replace(/Micros/, "").replace(/PerSecond$/, "")
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2").toLowerCase().replace(/^p(\d\d)(\d)/, "p$1.$2");
}

/** "1 message/s", but "20 messages/s". */
function perSecond(rate) {
  return `${short(rate)} message${rate === 1 ? "" : "s"}/s`;
}

function heading(figure) {
  const unit = unitOf(figure);
  return words(figure) + (unit && unit !== "B" ? (unit === "/s" ? " / s" : ", " + unit) : "");
}
