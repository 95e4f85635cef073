package io.reco.eval.report;

import java.util.List;
import java.util.Locale;

/** Writes the document model as HTML. */
final class HtmlWriter {
    private static final int WIDE = 760;
    private static final int NARROW = 360;

    /** A printed page holds up to this many columns in its usual size, */
    private static final int MANY = 9;

    /** and up to this many in a small one; beyond, headings stand on end. */
    private static final int CROWD = 14;

    private final SafeCharts charts;
    private final StringBuilder out = new StringBuilder();
    private boolean failureTold;
    private int tables;

    HtmlWriter(SafeCharts charts) {
        this.charts = charts;
    }

    String write(HtmlReport report) {
        String title = Html.escape(report.title());
        out.append("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
                .append("<meta name=\"color-scheme\" content=\"light dark\">\n<title>")
                .append(title)
                .append("</title>\n<style>\n")
                .append(ReportStyle.text())
                .append("</style>\n</head>\n<body>\n<header>\n<h1 dir=\"auto\">")
                .append(title)
                .append("</h1>\n");
        if (!report.subtitle().isEmpty()) {
            element("p", "subtitle", report.subtitle());
        }
        contents(report.sections());
        out.append("</header>\n<main>\n");
        for (int i = 0; i < report.sections().size(); i++) {
            HtmlReport.Section section = report.sections().get(i);
            out.append("<section id=\"s").append(i + 1).append("\">\n<h2 dir=\"auto\">");
            out.append(Html.escape(section.heading())).append("</h2>\n");
            section.blocks().forEach(this::block);
            out.append("</section>\n");
        }
        out.append("</main>\n</body>\n</html>\n");
        return out.toString();
    }

    private void contents(List<HtmlReport.Section> sections) {
        if (sections.size() < 2) {
            return;
        }
        out.append("<nav aria-label=\"Contents\"><ol>");
        for (int i = 0; i < sections.size(); i++) {
            out.append("<li><a href=\"#s").append(i + 1).append("\" dir=\"auto\">");
            out.append(Html.escape(sections.get(i).heading())).append("</a></li>");
        }
        out.append("</ol></nav>\n");
    }

    private void block(Block block) {
        if (block instanceof Block.Paragraph paragraph) {
            element("p", "", paragraph.text());
        } else if (block instanceof Block.Heading heading) {
            element("h3", "", heading.text());
        } else if (block instanceof Block.Callout callout) {
            element("p", "callout", callout.text());
        } else if (block instanceof Block.Bullets bullets) {
            out.append("<ul>\n");
            bullets.items().forEach(item -> element("li", "", item));
            out.append("</ul>\n");
        } else if (block instanceof Block.KeyValues values) {
            keyValues(values);
        } else if (block instanceof Block.Figures figures) {
            figures(figures);
        } else if (block instanceof Block.Table table) {
            table(table.table());
        } else if (block instanceof Block.Plot plot) {
            plot(plot);
        } else if (block instanceof Block.Details details) {
            out.append("<details>\n");
            element("summary", "", details.summary());
            details.blocks().forEach(this::block);
            out.append("</details>\n");
        }
    }

    private void element(String name, String cssClass, String text) {
        out.append('<').append(name);
        if (!cssClass.isEmpty()) {
            out.append(" class=\"").append(cssClass).append('"');
        }
        out.append(" dir=\"auto\">")
                .append(Html.escape(text))
                .append("</")
                .append(name)
                .append(">\n");
    }

    private void keyValues(Block.KeyValues values) {
        out.append("<dl>\n");
        values.entries().forEach((name, value) -> {
            out.append("<div>");
            element("dt", "", name);
            element("dd", "", value);
            out.append("</div>\n");
        });
        out.append("</dl>\n");
    }

    private void figures(Block.Figures figures) {
        out.append("<div class=\"figures\">\n");
        for (Block.Figure figure : figures.figures()) {
            out.append("<div>");
            element("b", "", figure.value());
            element("span", "", figure.label());
            out.append("</div>\n");
        }
        out.append("</div>\n");
    }

    private void table(ReportTable table) {
        // The caption stands outside, so that it does not scroll sideways with a wide table on a narrow screen.
        String label = "";
        if (!table.caption().isEmpty()) {
            String id = "t" + ++tables;
            label = " aria-labelledby=\"" + id + "\"";
            out.append("<p class=\"caption\" dir=\"auto\" id=\"").append(id).append("\">");
            out.append(Html.escape(table.caption())).append("</p>\n");
        }
        out.append("<div class=\"scroll\" tabindex=\"0\"><table")
                .append(crowding(table.columns().size()))
                .append(label)
                .append(">\n");
        out.append("<thead><tr>");
        for (ReportTable.Column column : table.columns()) {
            out.append("<th scope=\"col\"")
                    .append(column.number() ? " class=\"n\"" : "")
                    .append('>');
            out.append(Html.escape(column.name())).append("</th>");
        }
        out.append("</tr></thead>\n<tbody>\n");
        for (List<Cell> row : table.rows()) {
            out.append("<tr>");
            for (int c = 0; c < row.size(); c++) {
                cell(row.get(c), table.columns().get(c).number(), c == 0);
            }
            out.append("</tr>\n");
        }
        out.append("</tbody></table></div>\n");
    }

    /** What the style sheet needs to know to fit a table on paper, which does not scroll. */
    private static String crowding(int columns) {
        if (columns > CROWD) {
            return " class=\"many crowd\"";
        }
        return columns > MANY ? " class=\"many\"" : "";
    }

    private void cell(Cell cell, boolean number, boolean first) {
        String tag = first ? "th scope=\"row\"" : "td";
        String emphasis = switch (cell.emphasis()) {
            case NONE -> "";
            case STRONG -> "strong";
            case MUTED -> "muted";
        };
        String css = (number ? "n " + emphasis : emphasis).strip();
        out.append('<').append(tag);
        if (!css.isEmpty()) {
            out.append(" class=\"").append(css).append('"');
        }
        out.append("><bdi>").append(Html.escape(cell.text())).append("</bdi>");
        if (!cell.note().isEmpty()) {
            out.append("<small><bdi>").append(Html.escape(cell.note())).append("</bdi></small>");
        }
        out.append(first ? "</th>" : "</td>");
    }

    private void plot(Block.Plot plot) {
        if (plot.chart().isEmpty()) {
            element("p", "muted", "No values to plot: " + plot.chart().description());
            return;
        }
        if (plot.chart() instanceof Chart.HeatMap map) {
            out.append("<figure>\n");
            heatMap(map);
            caption(plot);
            out.append("</figure>\n");
            return;
        }
        if (charts.failure().isPresent()) {
            tellFailure(charts.failure().get());
            return;
        }
        out.append("<figure>\n");
        legend(plot.chart().legend());
        out.append("<div class=\"wide\">")
                .append(charts.svg(plot.chart(), WIDE))
                .append("</div>\n");
        out.append("<div class=\"narrow\">")
                .append(charts.svg(plot.chart(), NARROW))
                .append("</div>\n");
        caption(plot);
        out.append("</figure>\n");
    }

    private void caption(Block.Plot plot) {
        if (!plot.caption().isEmpty()) {
            element("figcaption", "", plot.caption());
        }
    }

    /** A table with coloured cells: unlike a picture, it scrolls on a phone, and its numbers can be selected. */
    private void heatMap(Chart.HeatMap map) {
        HeatScale scale = new HeatScale(map);
        out.append("<div class=\"scroll\" tabindex=\"0\"><table class=\"heat\" aria-label=\"")
                .append(Html.escape(map.description()))
                .append("\">\n<thead><tr><td></td>");
        map.columns()
                .forEach(name -> out.append("<th scope=\"col\"><bdi>")
                        .append(Html.escape(name))
                        .append("</bdi></th>"));
        out.append("</tr></thead>\n<tbody>\n");
        for (Chart.HeatMap.Row row : map.rows()) {
            out.append("<tr><th scope=\"row\"><bdi>")
                    .append(Html.escape(row.label()))
                    .append("</bdi></th>");
            for (Chart.HeatMap.Cell cell : row.cells()) {
                String opacity = String.format(Locale.ROOT, "%.2f", scale.tint(cell));
                out.append("<td>");
                if (!opacity.equals("0.00")) {
                    out.append("<i class=\"")
                            .append(cell.deviation() > 0 ? "above" : "below")
                            .append("\" style=\"opacity:")
                            .append(opacity)
                            .append("\"></i>");
                }
                out.append(scale.text(cell)).append("</td>");
            }
            out.append("</tr>\n");
        }
        out.append("</tbody></table></div>\n");
    }

    private void tellFailure(String reason) {
        if (!failureTold) {
            failureTold = true;
            element(
                    "p",
                    "callout",
                    "Plots are left out: the Java runtime that wrote this report has no usable fonts (" + reason
                            + "). The tables hold the same numbers.");
        }
    }

    private void legend(List<Chart.Key> keys) {
        if (keys.isEmpty()) {
            return;
        }
        out.append("<ul class=\"legend\">");
        int colours = 0;
        for (Chart.Key key : keys) {
            String colour = key.reference() ? "muted" : String.valueOf(colours++ % ChartRenderer.SERIES_COLOURS + 1);
            out.append("<li><i style=\"background:var(--chart-")
                    .append(colour)
                    .append(")\"></i><bdi>")
                    .append(Html.escape(key.name()))
                    .append("</bdi></li>");
        }
        out.append("</ul>\n");
    }
}
