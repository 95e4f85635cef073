package io.reco.eval.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.reco.eval.report.Chart.Intervals;
import io.reco.eval.report.Chart.Point;
import io.reco.eval.report.Chart.Scatter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HtmlReportTest {
    private static final String EVIL = "<script>alert(\"x\")</script> & 'y'";

    private static String rendered(HtmlReport report) {
        String html = report.toHtml();
        assumeTrue(!html.contains("no usable fonts"), "skipped: this JRE cannot draw text");
        return html;
    }

    @Test
    void everyTextIsEscaped() {
        HtmlReport report = HtmlReport.of(EVIL, EVIL);
        report.section(EVIL)
                .paragraph(EVIL)
                .heading(EVIL)
                .callout(EVIL)
                .bullets(List.of(EVIL))
                .keyValues(Map.of(EVIL, EVIL))
                .figures(Map.of(EVIL, EVIL))
                .table(ReportTable.builder(EVIL)
                        .text(EVIL)
                        .row(Cell.of(EVIL).withNote(EVIL))
                        .build())
                .chart(
                        new Chart.Lines(
                                EVIL,
                                EVIL,
                                EVIL,
                                List.of(new Chart.Lines.Line(
                                        EVIL, List.of(new Point(EVIL, 1, 2), new Point("", 2, 3))))),
                        EVIL)
                .details(EVIL, s -> s.paragraph(EVIL));
        report.section("second");
        String html = report.toHtml();
        assertThat(html).doesNotContain("<script").doesNotContain("alert(\"");
        assertThat(html).contains("&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; &#39;y&#39;");
    }

    @Test
    void controlCharactersAndLoneSurrogatesAreReplacedAndBidiTextIsIsolated() {
        HtmlReport report = HtmlReport.of("t", "");
        report.section("s")
                .table(ReportTable.builder("")
                        .text("c")
                        .row("a\u0000b\ud800c\u202eevil")
                        .build());
        assertThat(report.toHtml()).contains("<bdi>a\ufffdb\ufffdc\u202eevil</bdi>");
    }

    @Test
    void nothingIsLoadedFromElsewhere() {
        String html = SampleReport.report().toHtml();
        String withoutNamespaces = html.replaceAll("xmlns(:\\w+)?=\"[^\"]*\"", "");
        assertThat(withoutNamespaces)
                .doesNotContain("http:")
                .doesNotContain("https:")
                .doesNotContain("//www");
        assertThat(html).doesNotContain("<link").doesNotContain("<script").doesNotContain("@import");
        assertThat(Pattern.compile("(?:src|href)=\"(?!#)").matcher(html).find()).isFalse();
        assertThat(html).contains("prefers-color-scheme: dark").contains("@media print");
    }

    @Test
    void tagsAreBalanced() {
        String html = SampleReport.report().toHtml();
        String body = html.substring(html.indexOf("<body>"), html.indexOf("</html>"));
        Matcher tags = Pattern.compile("<(/?)([a-z][a-zA-Z0-9]*)[^>]*?(/?)>").matcher(body);
        ArrayDeque<String> open = new ArrayDeque<>();
        while (tags.find()) {
            if (!tags.group(1).isEmpty()) {
                assertThat(open.pop()).as("at %d", tags.start()).isEqualTo(tags.group(2));
            } else if (tags.group(3).isEmpty()) {
                open.push(tags.group(2));
            }
        }
        assertThat(open).isEmpty();
    }

    @Test
    void plotsUseTheColoursOfThePageOnly() {
        HtmlReport report = HtmlReport.of("t", "");
        report.section("s")
                .chart(
                        new Intervals(
                                "d",
                                "a",
                                List.of(
                                        new Intervals.Row("one", 1, 0.5, 1.5, true),
                                        new Intervals.Row("two", 2, Double.NaN, Double.NaN, false))),
                        "")
                .chart(new Scatter("d", "x", "y", List.of(new Point("p", 1, 2), new Point("q", 1, 2))), "")
                .chart(new Chart.Bars("d", "y", List.of("a", "a"), List.of(1.0, Double.NaN)), "");
        String html = rendered(report);
        String svg = html.substring(html.indexOf("<svg"), html.lastIndexOf("</svg>"));
        assertThat(svg).contains("var(--chart-1)").contains("var(--chart-text)").contains("var(--chart-muted)");
        // Any literal colour would break one of the themes.
        Matcher colours = Pattern.compile(
                        "(?:fill|stroke|flood-color|stop-color)[=:]\\s*\"?(rgb\\([^)]*\\)|#[0-9a-f]+|[a-z]+)")
                .matcher(svg);
        while (colours.find()) {
            assertThat(colours.group(1)).isIn("none", "var");
        }
    }

    @Test
    void everyBarHasItsNameAtEveryWidth() {
        rendered(SampleReport.report()); // skips where nothing can be drawn
        XChartRenderer renderer = new XChartRenderer();
        List<String> names = List.of("rock", "pop", "electronic", "hip hop", "k-pop", "jazz", "classical");
        for (int width : new int[] {360, 760}) {
            String drawn = renderer.svg(bars(names), width, "p");
            for (int i = 0; i < names.size(); i++) {
                // The same letters, so the same room, but another outline if the name is drawn at all.
                List<String> changed = new ArrayList<>(names);
                changed.set(i, names.get(i).substring(1) + names.get(i).charAt(0));
                assertThat(renderer.svg(bars(changed), width, "p").equals(drawn))
                        .as("without %s at %d pixels", names.get(i), width)
                        .isFalse();
            }
        }
    }

    private static Chart bars(List<String> names) {
        return new Chart.Bars(
                "d",
                "share",
                names,
                IntStream.range(0, names.size()).mapToObj(i -> 0.3 - 0.04 * i).toList());
    }

    @Test
    void lyingBarsShowNegativeAndMissingValues() {
        rendered(SampleReport.report());
        List<String> names = List.of("a name that is too long to stand", "another name as long as that one", "third");
        String svg =
                new XChartRenderer().svg(new Chart.Bars("d", "v", names, List.of(-0.5, Double.NaN, 1.0)), 360, "p");
        assertThat(svg.split("var\\(--chart-1\\)", -1).length).as("bars").isGreaterThanOrEqualTo(3);
        assertThat(svg.contains("NaN")).isFalse();
    }

    @Test
    void idsAreUniqueAndEveryReferenceHasOne() {
        String html = rendered(SampleReport.report());
        Matcher ids = Pattern.compile(" id=\"([^\"]+)\"").matcher(html);
        Set<String> seen = new HashSet<>();
        while (ids.find()) {
            assertThat(seen.add(ids.group(1))).as(ids.group(1)).isTrue();
        }
        Matcher references = Pattern.compile("(?:url\\(#|href=\"#)([^)\"]+)").matcher(html);
        int found = 0;
        while (references.find()) {
            assertThat(seen).contains(references.group(1));
            found++;
        }
        assertThat(found).isGreaterThan(4);
    }

    @Test
    void tickLabelsArePlain() {
        assertThat(ChartText.tick(0.05)).isEqualTo("0.05");
        assertThat(ChartText.tick(0.1 + 0.2)).isEqualTo("0.3");
        assertThat(ChartText.tick(200)).isEqualTo("200");
        assertThat(ChartText.tick(-0.0)).isEqualTo("0");
    }

    @Test
    void chartsWithoutValuesSaySo() {
        HtmlReport report = HtmlReport.of("t", "");
        report.section("s").chart(new Scatter("nothing here", "x", "y", List.of(new Point("p", Double.NaN, 1))), "c");
        assertThat(report.toHtml()).contains("No values to plot: nothing here").doesNotContain("<svg");
    }

    @Test
    void withoutFontsTheReportIsWrittenWithTablesAndOneMessage() {
        HtmlReport report = SampleReport.report();
        String html = report.toHtml(new ChartRenderer() {
            @Override
            public String svg(Chart chart, int width, String idPrefix) {
                throw new AssertionError("drawn without fonts");
            }

            @Override
            public void probe() {
                throw new InternalError("java.lang.reflect.InvocationTargetException: no fontconfig");
            }
        });
        assertThat(html).doesNotContain("<svg").contains("personal top").contains("no fontconfig");
        assertThat(html.split("Plots are left out", -1)).hasSize(2);
    }

    @Test
    void fileIsReplacedAsAWhole(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("new").resolve("report.html");
        HtmlReport first = HtmlReport.of("superseded title", "");
        first.write(file);
        HtmlReport.of("둘째", "").write(file);
        assertThat(Files.readString(file)).contains("<h1 dir=\"auto\">둘째</h1>").doesNotContain("superseded title");
        try (var files = Files.list(file.getParent())) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void longNamesAreCutByCodePoints() {
        assertThat(ChartText.shortened("\ud83c\udfb5\ud83c\udfb5\ud83c\udfb5", 2))
                .isEqualTo("\ud83c\udfb5\u2026");
        assertThat(ChartText.shortened("abc", 3)).isEqualTo("abc");
        assertThat(ChartText.shortened("", 3)).isEqualTo(" ");
    }
}
