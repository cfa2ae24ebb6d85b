/** Where a panel stands, as shares of the space inside the figure's margins. */
export interface PanelDomain {
  x: [left: number, right: number];
  y: [bottom: number, top: number];
}

export interface PanelGrid {
  /** Pixels of the figure. */
  width: number;
  height: number;
  /** Pixels of the panels' x axes. */
  axis: number;
  domains: PanelDomain[];
}

const margins = { x: 100, y: 130 };
const gaps = { x: 80, y: 90 };
/** What an axis on the right needs. */
const rightAxis = 60;
const panelHeight = 250;

/** Panels side by side, in rows of at most three; four are two rows of two. */
export function panelGrid(count: number, rightAxes: boolean): PanelGrid {
  const columns = count === 4 ? 2 : Math.min(count, 3);
  const rows = Math.ceil(count / columns);
  const axis = [520, 340, 290][columns - 1];
  const gap = { ...gaps, x: gaps.x + (rightAxes ? rightAxis : 0) };
  const inner = { x: columns * axis + (columns - 1) * gap.x, y: rows * panelHeight + (rows - 1) * gap.y };
  const domains = Array.from({ length: count }, (_, i): PanelDomain => {
    const left = (i % columns) * (axis + gap.x);
    const top = inner.y - Math.floor(i / columns) * (panelHeight + gap.y);
    return {
      x: [left / inner.x, (left + axis) / inner.x],
      y: [(top - panelHeight) / inner.y, top / inner.y],
    };
  });
  const width = inner.x + margins.x + (rightAxes ? rightAxis : 0);
  return { width, height: inner.y + margins.y, axis, domains };
}
