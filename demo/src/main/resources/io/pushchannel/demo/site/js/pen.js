// Draws the basic shapes of a timeline on a canvas, in CSS pixels.

export class Pen {
  constructor(canvas) {
    this.canvas = canvas;
    this.context = canvas.getContext("2d");
    this.readColours();
  }

  /** Reads colours and font from the page. Called again after a change of theme. */
  readColours() {
    const style = getComputedStyle(this.canvas);
    this.colours = Object.fromEntries(
      ["lane", "ink", "muted", "faint", "gap", "surface", "grid"].map(name => [
        name, style.getPropertyValue(`--${name}`).trim()]));
    this.font = `11px ${style.fontFamily}`;
  }

  /** Clears the canvas. Returns its width and height. */
  clear() {
    const { canvas, context } = this;
    const scale = devicePixelRatio || 1;
    const width = canvas.clientWidth;
    const height = canvas.clientHeight;
    if (canvas.width !== Math.round(width * scale) || canvas.height !== Math.round(height * scale)) {
      canvas.width = Math.round(width * scale);
      canvas.height = Math.round(height * scale);
    }
    context.setTransform(scale, 0, 0, scale, 0, 0);
    context.clearRect(0, 0, width, height);
    context.font = this.font;
    context.textBaseline = "middle";
    return { width, height };
  }

  /** Runs `task` with the given opacity, from 0 to 1. */
  opaque(share, task) {
    this.context.globalAlpha = share;
    task();
    this.context.globalAlpha = 1;
  }

  line(x1, y1, x2, y2, colour, width = 1) {
    const { context } = this;
    context.strokeStyle = colour;
    context.lineWidth = width;
    context.beginPath();
    context.moveTo(x1, y1);
    context.lineTo(x2, y2);
    context.stroke();
  }

  dots(x1, y1, x2, y2, colour, width) {
    this.context.setLineDash([1, 5]);
    this.line(x1, y1, x2, y2, colour, width);
    this.context.setLineDash([]);
  }

  arrow(x1, y1, x2, y2, colour, width, headSize) {
    const { context } = this;
    this.line(x1, y1, x2, y2, colour, width);
    const towards = Math.sign(x2 - x1);
    context.fillStyle = colour;
    context.beginPath();
    context.moveTo(x2, y2);
    context.lineTo(x2 - towards * headSize, y2 - headSize * 0.55);
    context.lineTo(x2 - towards * headSize, y2 + headSize * 0.55);
    context.fill();
  }

  cross(x, y, colour) {
    this.line(x - 4, y - 4, x + 4, y + 4, colour, 2);
    this.line(x - 4, y + 4, x + 4, y - 4, colour, 2);
  }

  bar(x, y, width, height, colour) {
    this.context.fillStyle = colour;
    this.context.fillRect(x, y, width, height);
  }

  frame(x, y, width, height, colour) {
    this.context.strokeStyle = colour;
    this.context.lineWidth = 2;
    this.context.strokeRect(x, y, width, height);
  }

  /** Draws text that begins (left), ends (right) or is centred (center) at x. */
  text(letters, x, y, colour, align, room) {
    const { context } = this;
    context.textAlign = align;
    context.fillStyle = colour;
    context.fillText(letters, x, y, room);
  }

  /** Draws text with an outline in the background colour, so that it is readable over lines. */
  rimmedText(letters, x, y, colour, align) {
    const { context } = this;
    context.textAlign = align;
    context.strokeStyle = this.colours.surface;
    context.lineWidth = 3;
    context.lineJoin = "round";
    context.strokeText(letters, x, y);
    this.text(letters, x, y, colour, align);
  }
}
