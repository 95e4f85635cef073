package io.reco.eval.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The report in a real browser: chromium on the path, else skipped. */
class BrowserTest {
    private static final Pattern PAGE = Pattern.compile("/Type\\s*/Page\\b");
    private static final int SECONDS = 60;

    @TempDir
    Path dir;

    private static Path chromium() {
        List<Path> found = Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .flatMap(folder -> Stream.of("chromium", "chromium-browser", "google-chrome")
                        .map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .toList();
        assumeTrue(!found.isEmpty(), "skipped: no chromium on the path");
        return found.get(0);
    }

    /** Prints a report to PDF and counts its pages. */
    private int printedPages(HtmlReport report, String name) throws IOException, InterruptedException {
        Path html = dir.resolve(name + ".html");
        Path pdf = dir.resolve(name + ".pdf");
        report.write(html);
        Process browser = new ProcessBuilder(
                        chromium().toString(),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--user-data-dir=" + dir.resolve("profile"),
                        "--print-to-pdf=" + pdf,
                        html.toUri().toString())
                .redirectErrorStream(true)
                .redirectOutput(dir.resolve(name + ".log").toFile())
                .start();
        if (!browser.waitFor(SECONDS, TimeUnit.SECONDS)) {
            browser.descendants().forEach(ProcessHandle::destroyForcibly);
            browser.destroyForcibly().waitFor();
            abort("skipped: chromium did not finish within " + SECONDS + " s");
        }
        assertThat(pdf).exists();
        return (int) PAGE.matcher(Files.readString(pdf, StandardCharsets.ISO_8859_1))
                .results()
                .count();
    }

    @Test
    void closedDetailsArePrinted() throws IOException, InterruptedException {
        HtmlReport report = HtmlReport.of("Printed", "");
        report.section("One").details("Closed on the screen", details -> {
            for (int i = 0; i < 150; i++) {
                details.paragraph("paragraph " + i);
            }
        });
        assertThat(printedPages(report, "closed"))
                .as("150 paragraphs do not fit a page")
                .isGreaterThan(2);
    }
}
