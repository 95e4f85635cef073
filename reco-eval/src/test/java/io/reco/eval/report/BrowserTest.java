package io.reco.eval.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The report in a real browser, if there is one. Leaves pictures in {@code target/browser} for looking at. */
class BrowserTest {
    private static final Path PICTURES = Path.of("target", "browser").toAbsolutePath();
    private static final int[] WIDTHS = {360, 1100};
    /** CSS pixels between the margins of A4. */
    private static final int PAPER = 680;

    @TempDir
    private static Path folder;

    private static Path browser = Path.of("");
    private static String html = "";

    /** What a run of the browser said. */
    private record Said(String out, String err) {}

    @BeforeAll
    static void findBrowser() throws IOException {
        Optional<Path> found = Arrays.stream(
                        System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .flatMap(directory -> List.of("chromium", "chromium-browser", "google-chrome").stream()
                        .map(name -> Path.of(directory, name)))
                .filter(Files::isExecutable)
                .findFirst();
        assumeTrue(
                found.isPresent(),
                "no chromium, chromium-browser or google-chrome on the PATH: the report was not opened in a browser");
        browser = found.orElseThrow();
        html = SampleReport.report().toHtml();
        Files.createDirectories(PICTURES);
    }

    private static Said run(Path page, String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                browser.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--hide-scrollbars",
                "--no-first-run",
                "--disable-extensions",
                "--enable-logging=stderr",
                "--user-data-dir=" + Files.createTempDirectory(folder, "profile")));
        command.addAll(List.of(options));
        command.add(page.toUri().toString());
        Path out = Files.createTempFile(folder, "out", ".txt");
        Path err = Files.createTempFile(folder, "err", ".txt");
        Process process = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        if (!process.waitFor(3, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IllegalStateException("the browser did not end: " + command);
        }
        return new Said(Files.readString(out, StandardCharsets.UTF_8), Files.readString(err, StandardCharsets.UTF_8));
    }

    private static Path page(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content, StandardCharsets.UTF_8);
    }

    /** A page with the report in frames of several widths, the last as it is printed, which writes down how wide each one's content is. */
    private static String probe(String report) {
        StringBuilder frames = new StringBuilder();
        for (int width : WIDTHS) {
            frames.append(frame(report, width, 600));
        }
        return measured(frames + printed(report));
    }

    private static String printed(String report) {
        return frame(report.replace("@media print", "@media all"), PAPER, 600);
    }

    private static String measured(String frames) {
        return "<!doctype html><meta charset=utf-8><body>" + frames
                + "<script>addEventListener('load',()=>{document.body.dataset.widths=[...document.querySelectorAll("
                + "'iframe')].map(f=>f.contentDocument.documentElement.scrollWidth).join(' ')})</script>";
    }

    private static String frame(String report, int width, int height) {
        return "<iframe width=" + width + " height=" + height + " style=\"border:0\" srcdoc=\""
                + report.replace("&", "&amp;").replace("\"", "&quot;") + "\"></iframe>";
    }

    private static List<Integer> widths(String dom) {
        Matcher found = Pattern.compile("data-widths=\"([0-9 ]+)\"").matcher(dom);
        assertThat(found.find()).as("the probe ran").isTrue();
        return Arrays.stream(found.group(1).split(" ", -1))
                .map(Integer::valueOf)
                .toList();
    }

    @Test
    void nothingOverflowsSidewaysAndTheConsoleIsQuiet() throws Exception {
        Said said = run(page("probe.html", probe(html)), "--dump-dom");
        assertThat(widths(said.out)).containsExactly(360, 1100, PAPER);
        assertThat(said.err).doesNotContain(":CONSOLE");

        String broken =
                small().replace("</main>", "<p style=\"width:900px\">wide</p><script>undefinedName()</script></main>");
        Said told = run(page("broken.html", probe(broken)), "--dump-dom");
        assertThat(widths(told.out)).as("the probe sees overflow").element(0).isNotEqualTo(360);
        assertThat(told.err).as("the log has errors of scripts").contains(":CONSOLE");
    }

    /** Names as long as models of an experiment have. */
    private static String withModels(int models) {
        ReportTable.Builder values = ReportTable.builder(models + " models").text("metric");
        ReportTable.Builder texts = ReportTable.builder("Lists of " + models + " models");
        List<Chart.HeatMap.Row> rows = new ArrayList<>();
        for (int m = 0; m < models; m++) {
            String name = "item2vec, window 5, 64 dimensions + rules " + m;
            values.number(name);
            texts.text(name);
            List<Chart.HeatMap.Cell> cells = new ArrayList<>();
            for (int s = 0; s < 10; s++) {
                cells.add(new Chart.HeatMap.Cell(0.1234, 0.01 * (s - 4)));
            }
            rows.add(new Chart.HeatMap.Row(name, cells));
        }
        for (String metric : List.of("novelty_interactions@10", "ndcg_satisfied_explore@100", "coverage_count@10")) {
            List<Cell> row = new ArrayList<>(List.of(Cell.of(metric)));
            for (int m = 0; m < models; m++) {
                row.add(
                        metric.startsWith("cov")
                                ? Cell.of(123_456)
                                : Cell.of(m / 1000.0, 4).withNote("0.1234 to 0.2345"));
            }
            values.row(row);
        }
        List<Cell> row = new ArrayList<>();
        for (int m = 0; m < models; m++) {
            row.add(Cell.of("Glaere Roniothaem").withNote("Because you listened"));
        }
        texts.row(row);
        List<String> segments = List.of(
                "unknown", "male", "female", "13-17", "18-24", "25-34", "35-44", "45-54", "55-64", "65 and older");
        HtmlReport report = HtmlReport.of("Models", "");
        report.section("Tables")
                .table(values.build())
                .table(texts.build())
                .chart(new Chart.HeatMap("ndcg@10 by segment", segments, rows), "Segments.");
        return report.toHtml();
    }

    @Test
    void tablesOfManyModelsFitThePrintedPage() throws Exception {
        String frames = printed(withModels(9)) + printed(withModels(12)) + printed(withModels(24));
        Said said = run(page("models.html", measured(frames)), "--dump-dom");
        assertThat(widths(said.out)).as("9, 12 and 24 models").containsExactly(PAPER, PAPER, PAPER);
        assertThat(inked(picture(page("printed.html", frames), "models-printed.png", 720)))
                .isBetween(0.01, 0.5);
    }

    @Test
    void lightAndDarkFollowTheReader() throws Exception {
        Path page = page("report.html", html);
        BufferedImage light = picture(page, "light-1100.png", 1100);
        BufferedImage dark = picture(page, "dark-1100.png", 1100, "--blink-settings=preferredColorScheme=0");
        assertThat(light.getRGB(5, 5) & 0xFFFFFF).isEqualTo(0xFDFDFC);
        assertThat(dark.getRGB(5, 5) & 0xFFFFFF).isEqualTo(0x15181B);
        assertThat(inked(light)).as("share of pixels that are not background").isBetween(0.01, 0.5);
        assertThat(inked(dark)).isBetween(0.01, 0.5);
        Path phone = page(
                "phone.html", "<!doctype html><meta charset=utf-8><body style=\"margin:0\">" + frame(html, 420, 3000));
        assertThat(inked(picture(phone, "light-420.png", 520))).isBetween(0.01, 0.5);
    }

    private static BufferedImage picture(Path page, String name, int width, String... more) throws Exception {
        Path file = PICTURES.resolve(name);
        Files.deleteIfExists(file);
        List<String> options = new ArrayList<>(List.of("--screenshot=" + file, "--window-size=" + width + ",3000"));
        options.addAll(List.of(more));
        run(page, options.toArray(new String[0]));
        return ImageIO.read(file.toFile());
    }

    private static double inked(BufferedImage image) {
        int background = image.getRGB(5, 5);
        long ink = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                ink += image.getRGB(x, y) == background ? 0 : 1;
            }
        }
        return ink / (double) image.getWidth() / image.getHeight();
    }

    @Test
    void closedDetailsArePrinted() throws Exception {
        assertThat(pdf(html, "report.pdf")).isGreaterThan(20_000);
        String small = small();
        long closed = pdf(small, "closed.pdf");
        long open = pdf(small.replace("<details>", "<details open>"), "open.pdf");
        long without = pdf(small.replaceAll("(?s)<details>.*?</details>", ""), "without.pdf");
        assertThat(closed / (double) open).as("as if they were open").isCloseTo(1, within(0.02));
        assertThat(without / (double) closed).as("the details weigh something").isLessThan(0.9);
    }

    private static String small() {
        HtmlReport report = HtmlReport.of("Small", "");
        report.section("One").paragraph("Text.").details("More", d -> {
            for (int i = 0; i < 300; i++) {
                d.paragraph("Paragraph " + i + " of " + Integer.toHexString(i * 2_654_435) + ".");
            }
        });
        return report.toHtml();
    }

    private static long pdf(String content, String name) throws Exception {
        Path file = PICTURES.resolve(name);
        Files.deleteIfExists(file);
        run(page(name + ".html", content), "--print-to-pdf=" + file, "--no-pdf-header-footer");
        assertThat(Files.readString(file, StandardCharsets.ISO_8859_1)).startsWith("%PDF");
        return Files.size(file);
    }
}
