package io.reco.eval.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

class ChartFilesTest {
    @TempDir
    Path folder;

    private static final Chart.HeatMap MAP = new Chart.HeatMap(
            "ndcg@10 by segment",
            List.of("popularity", "a model of a rather long name"),
            List.of(
                    new Chart.HeatMap.Row(
                            "above", List.of(new Chart.HeatMap.Cell(0.2, 1), new Chart.HeatMap.Cell(0.3, 0.5))),
                    new Chart.HeatMap.Row(
                            "below",
                            List.of(new Chart.HeatMap.Cell(0.1, -1), new Chart.HeatMap.Cell(Double.NaN, Double.NaN)))));

    static List<Chart> charts() {
        return List.of(
                new Chart.Intervals(
                        "differences",
                        "difference",
                        List.of(
                                new Chart.Intervals.Row("one", 0.1, 0.05, 0.15, true),
                                new Chart.Intervals.Row("two", -0.1, Double.NaN, Double.NaN, false)),
                        true),
                new Chart.Bars("bars", "share", List.of("a", "b"), List.of(0.4, 0.6)),
                new Chart.Bars(
                        "lying bars", "share", List.of("a name of so many letters", "b".repeat(60)), List.of(0.4, 0.6)),
                new Chart.Lines(
                        "lines",
                        "k",
                        "recall",
                        List.of(
                                new Chart.Lines.Line(
                                        "training",
                                        List.of(new Chart.Point("", 1, 0.5), new Chart.Point("", 2, 0.1)),
                                        true),
                                new Chart.Lines.Line(
                                        "model <b>&</b>",
                                        List.of(new Chart.Point("", 1, 0.2), new Chart.Point("", 2, 0.3))))),
                new Chart.Scatter(
                        "points", "x", "y", List.of(new Chart.Point("here", 1, 1), new Chart.Point("", 2, 2))),
                new Chart.Dots(
                        "genres",
                        "share",
                        List.of("rock", "pop"),
                        List.of(
                                new Chart.Dots.Series("histories", List.of(0.5, 0.3), true),
                                new Chart.Dots.Series("model", List.of(0.6, Double.NaN), false))),
                MAP);
    }

    @ParameterizedTest
    @MethodSource("charts")
    void everyChartBecomesAnImageOfItsWidthInBothThemes(Chart chart) throws IOException {
        for (int width : new int[] {360, 760}) {
            for (Theme theme : Theme.values()) {
                Path file = folder.resolve("deep").resolve(theme + ".png");
                ChartFiles.writePng(chart, file, width, theme);
                BufferedImage image = ImageIO.read(file.toFile());
                assertThat(image.getWidth()).isEqualTo(ChartFiles.SCALE * width);
                Color background = Palette.of(theme).background();
                assertThat(new Color(image.getRGB(1, 1))).as("corner").isEqualTo(background);
                assertThat(share(image, background)).as("drawn on %s", chart).isBetween(0.1, 0.995);
                assertThat(count(image, new Color(7, 8, 9)) + count(image, new Color(1, 2, 3)))
                        .as("placeholders of the page")
                        .isZero();
            }
        }
        assertThat(folder.resolve("deep")).isDirectoryNotContaining("glob:**.tmp");
    }

    @ParameterizedTest
    @MethodSource("charts")
    void everyChartBecomesAnSvgThatStandsAlone(Chart chart) throws Exception {
        Path file = folder.resolve("chart.svg");
        ChartFiles.writeSvg(chart, file, 760, Theme.DARK);
        Element root = parse(file);
        assertThat(root.getTagName()).isEqualTo("svg");
        assertThat(root.getAttribute("width")).isEqualTo("760");
        assertThat(root.getElementsByTagName("title").item(0).getTextContent()).isEqualTo(chart.description());
        assertThat(root.getElementsByTagName("path").getLength()
                        + root.getElementsByTagName("polygon").getLength())
                .isPositive();
        assertThat(Files.readString(file)).doesNotContain("var(--", "<text", "href=\"http");
    }

    private static Element parse(Path file) throws ParserConfigurationException, IOException, SAXException {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(file.toFile())
                .getDocumentElement();
    }

    @Test
    void heatMapColoursDivergeAroundTheReference() throws IOException {
        Path file = folder.resolve("map.png");
        ChartFiles.writePng(MAP, file, 760, Theme.LIGHT);
        BufferedImage image = ImageIO.read(file.toFile());
        Palette palette = Palette.of(Theme.LIGHT);
        Color strongest = mixed(palette.above(), palette.background(), 0.6);
        assertThat(count(image, strongest)).as("one cell").isGreaterThan(2_000);
        assertThat(count(image, mixed(palette.above(), palette.background(), 0.3)))
                .as("half as far, half as strong")
                .isGreaterThan(2_000);
        assertThat(count(image, mixed(palette.below(), palette.background(), 0.6)))
                .isGreaterThan(2_000);
    }

    private static Color mixed(Color over, Color under, double alpha) {
        return new Color(
                (int) Math.round(alpha * over.getRed() + (1 - alpha) * under.getRed()),
                (int) Math.round(alpha * over.getGreen() + (1 - alpha) * under.getGreen()),
                (int) Math.round(alpha * over.getBlue() + (1 - alpha) * under.getBlue()));
    }

    /** Pixels of a colour, two steps more or less. */
    private static int count(BufferedImage image, Color colour) {
        int count = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                Color at = new Color(image.getRGB(x, y));
                count += Math.abs(at.getRed() - colour.getRed()) <= 2
                                && Math.abs(at.getGreen() - colour.getGreen()) <= 2
                                && Math.abs(at.getBlue() - colour.getBlue()) <= 2
                        ? 1
                        : 0;
            }
        }
        return count;
    }

    private static double share(BufferedImage image, Color colour) {
        return count(image, colour) / (double) image.getWidth() / image.getHeight();
    }

    @Test
    void themesHaveTheColoursOfTheStyleSheet() {
        assertThat(Palette.of(Theme.LIGHT).background()).isEqualTo(Color.decode("#fdfdfc"));
        assertThat(Palette.of(Theme.DARK).background()).isEqualTo(Color.decode("#15181b"));
        assertThat(Palette.of(Theme.DARK).series(6))
                .isEqualTo(Palette.of(Theme.DARK).series(0));
        for (Theme theme : Theme.values()) {
            Palette palette = Palette.of(theme);
            assertThat(contrast(palette.strong(), mixed(palette.above(), palette.background(), 0.6)))
                    .as("values on the strongest blue, %s", theme)
                    .isGreaterThan(4.5);
            assertThat(contrast(palette.strong(), mixed(palette.below(), palette.background(), 0.6)))
                    .as("values on the strongest orange, %s", theme)
                    .isGreaterThan(4.5);
        }
        assertThat(contrast(Color.WHITE, Color.BLACK)).isCloseTo(21, within(1e-9));
    }

    /** As WCAG 2 defines it. */
    private static double contrast(Color a, Color b) {
        double la = luminance(a);
        double lb = luminance(b);
        return (Math.max(la, lb) + 0.05) / (Math.min(la, lb) + 0.05);
    }

    private static double luminance(Color colour) {
        return 0.2126 * linear(colour.getRed())
                + 0.7152 * linear(colour.getGreen())
                + 0.0722 * linear(colour.getBlue());
    }

    private static double linear(int value) {
        double v = value / 255.0;
        return v <= 0.03928 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4);
    }

    @Test
    void emptyChartsAndWidthsOutOfRangeAreRefused() {
        Path file = folder.resolve("x.png");
        Chart empty = new Chart.Bars("no bars", "x", List.of(), List.of());
        assertThatThrownBy(() -> ChartFiles.writePng(empty, file, 760, Theme.LIGHT))
                .hasMessage("nothing to plot: no bars");
        assertThatThrownBy(() -> ChartFiles.writeSvg(MAP, file, 10, Theme.LIGHT))
                .hasMessage("width is 10, expected 200 to 4000");
        assertThat(file).doesNotExist();
    }

    @Test
    void plotsOfAReportAreNumberedAndNamed() throws IOException {
        HtmlReport report = HtmlReport.of("r", "");
        report.section("one")
                .chart(MAP, "")
                .chart(new Chart.Bars("none", "x", List.of(), List.of()), "")
                .details(
                        "more",
                        d -> d.chart(new Chart.Bars("\uc7a5\ub974 by share", "x", List.of("a"), List.of(1.0)), "")
                                .chart(
                                        new Chart.Bars(
                                                "share of the tracks that were heard by few, of all that are recommended",
                                                "x",
                                                List.of("a"),
                                                List.of(1.0)),
                                        "")
                                .chart(new Chart.Bars("x".repeat(70), "x", List.of("a"), List.of(1.0)), ""));
        assertThat(report.writePlots(folder))
                .extracting(file -> folder.relativize(file).toString())
                .containsExactly(
                        "01-ndcg-10-by-segment.svg",
                        "01-ndcg-10-by-segment.png",
                        "02-by-share.svg",
                        "02-by-share.png",
                        "03-share-of-the-tracks-that-were-heard-by-few-of-all-that-are.svg",
                        "03-share-of-the-tracks-that-were-heard-by-few-of-all-that-are.png",
                        "04-" + "x".repeat(60) + ".svg",
                        "04-" + "x".repeat(60) + ".png");
    }

    @Test
    void rowsMustFitTheColumns() {
        assertThatThrownBy(
                        () -> new Chart.HeatMap("m", List.of("a", "b"), List.of(new Chart.HeatMap.Row("r", List.of()))))
                .hasMessageContaining("row 'r' of the heat map has 0 cells, expected 2");
        assertThatThrownBy(() ->
                        new Chart.Dots("d", "x", List.of("a"), List.of(new Chart.Dots.Series("s", List.of(), false))))
                .hasMessageContaining("series 's' has 0 values for 1 categories");
    }
}
