import { BarChart, HeatmapChart, LineChart } from 'echarts/charts';
import { GridComponent, LegendComponent, VisualMapComponent } from 'echarts/components';
import { type EChartsCoreOption, init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { type Picture, pictureFont } from './picture';

// Only what the charts here are made of: the whole library is four times as large.
use([BarChart, HeatmapChart, LineChart, GridComponent, LegendComponent, VisualMapComponent, SVGRenderer]);

export type ChartOption = EChartsCoreOption;

/** `style="font-size:12px;fill:red"` as attributes: the window's content policy takes no inline styles, and Word no style sheets. */
function withAttributes(svg: string): string {
  return svg
    .replace(/<style[\s\S]*?<\/style>/g, '')
    .replace(/ class="[^"]*"/g, '')
    .replace(/ style="([^"]*)"/g, (_, css: string) =>
      css
        .split(';')
        .map((pair) => pair.split(':'))
        .filter(([name, value]) => name?.trim() && value?.trim())
        .map(([name, value]) => ` ${name?.trim()}="${value?.trim()}"`)
        .join(''),
    );
}

/**
 * Draws without a window, so that the same option makes what stands on the screen and what goes to paper. Shapes of data carry
 * `ecmeta_series_index` and `ecmeta_data_index`.
 */
export function drawChart(option: ChartOption, width: number, height: number): Picture {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height });
  try {
    chart.setOption({ animation: false, textStyle: { fontFamily: pictureFont, fontSize: 12 }, ...option });
    return { svg: withAttributes(chart.renderToSVGString()), width, height };
  } finally {
    chart.dispose();
  }
}
