// Charts beside their tables: each reads the numbers of the table that it stands beside, so that the two cannot differ.

const styles = getComputedStyle(document.documentElement);
const ink = (name) => styles.getPropertyValue(name).trim();
// Told apart by lightness and border, not by hue alone.
const fills = [
  { color: "#11335a" },
  { color: "#4a76a8" },
  { color: "#9fbbd8" },
  { color: "#dedcd4", borderColor: "#484d55", borderWidth: 1 },
  { color: "#ffffff", borderColor: "#484d55", borderWidth: 1, borderType: "dashed" },
];

function numbers(table) {
  const heads = [...table.tHead.rows[0].cells].slice(1).filter((cell) => cell.dataset.series !== undefined);
  const rows = [...table.tBodies[0].rows].filter((row) => row.dataset.total === undefined);
  return {
    names: rows.map((row) => row.cells[0].textContent.trim()),
    series: heads.map((head) => ({
      name: head.textContent.trim(),
      values: rows.map((row) => Number(row.cells[head.cellIndex].textContent.trim() || 0)),
    })),
  };
}

function draw(place) {
  const table = document.getElementById(place.dataset.chart);
  if (!table || !window.echarts) return;
  const found = numbers(table);
  place.style.height = `${Math.max(160, found.names.length * 40 + 60)}px`;
  const chart = window.echarts.init(place, null, { renderer: "svg" });
  chart.setOption({
    animation: false,
    textStyle: { fontFamily: styles.fontFamily, color: ink("--rc-ink") },
    legend: { top: 0, left: 0, selectedMode: false },
    grid: { left: 8, right: 24, top: 40, bottom: 8, containLabel: true },
    xAxis: { type: "value", minInterval: 1, axisLabel: { color: ink("--rc-ink-3") } },
    yAxis: { type: "category", inverse: true, data: found.names, axisTick: { show: false } },
    series: found.series.map((each, index) => ({
      name: each.name,
      type: "bar",
      stack: place.dataset.stack === "no" ? undefined : "all",
      barMaxWidth: 24,
      itemStyle: fills[index % fills.length],
      label: {
        show: true,
        color: index < 2 ? "#fff" : ink("--rc-ink"),
        formatter: (bar) => (bar.value ? String(bar.value) : ""),
      },
      data: each.values,
    })),
  });
  window.addEventListener("resize", () => chart.resize());
}

document.querySelectorAll("[data-chart]").forEach(draw);
