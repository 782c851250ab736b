using System.Globalization;
using System.Security;
using System.Text;

namespace ServerlessRef.Bench.Measuring;

/// <summary>Draws lying bars. Colours are readable on light and on dark pages.</summary>
internal static class ChartSvg
{
    private const int LabelWidth = 300;
    private const int BarWidth = 400;
    private const int ValueWidth = 90;
    private const int RowHeight = 28;
    private const int Head = 70;

    private static readonly string[] Colors = ["#4c78a8", "#f58518", "#54a24b"];

    public static string Write(Chart chart)
    {
        var longest = chart.Bars.Max(Sum);
        var height = Head + (RowHeight * chart.Bars.Count) + 10;
        var svg = new StringBuilder();
        Line(svg, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {LabelWidth + BarWidth + ValueWidth} {height}\" role=\"img\" font-family=\"system-ui, sans-serif\" font-size=\"13\">");
        Line(svg, $"  <title>{SecurityElement.Escape(chart.Title)}</title>");
        Line(svg, $"  <rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>");
        Line(svg, $"  <text x=\"12\" y=\"24\" font-size=\"15\" font-weight=\"600\" fill=\"#222222\">{SecurityElement.Escape(chart.Title)}</text>");
        for (var part = 0; part < chart.Bars[0].Parts.Count; part++)
        {
            var x = LabelWidth + (160 * part);
            Line(svg, $"  <rect x=\"{x}\" y=\"40\" width=\"12\" height=\"12\" fill=\"{Colors[part]}\"/>");
            Line(svg, $"  <text x=\"{x + 18}\" y=\"51\" fill=\"#444444\">{SecurityElement.Escape(chart.Bars[0].Parts[part].Name)}</text>");
        }

        for (var row = 0; row < chart.Bars.Count; row++)
        {
            var bar = chart.Bars[row];
            var y = Head + (RowHeight * row);
            Line(svg, $"  <text x=\"{LabelWidth - 10}\" y=\"{y + 14}\" text-anchor=\"end\" fill=\"#222222\">{SecurityElement.Escape(bar.Label)}</text>");
            var x = (double)LabelWidth;
            for (var part = 0; part < bar.Parts.Count; part++)
            {
                var width = BarWidth * bar.Parts[part].Value / longest;
                Line(svg, $"  <rect x=\"{x:F1}\" y=\"{y}\" width=\"{width:F1}\" height=\"18\" fill=\"{Colors[part]}\"/>");
                x += width;
            }

            Line(svg, $"  <text x=\"{x + 8:F1}\" y=\"{y + 14}\" fill=\"#222222\">{Sum(bar):F1} {chart.Unit}</text>");
        }

        return svg.Append("</svg>\n").ToString();
    }

    private static double Sum(ChartBar bar) => bar.Parts.Sum(part => part.Value);

    private static void Line(StringBuilder svg, FormattableString line) => svg.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
