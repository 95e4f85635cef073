package io.reco.eval.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Leaves {@code target/sample-report.html} for looking at. */
class SampleReportTest {
    @Test
    void sampleReportIsWritten() throws IOException {
        Path file = Path.of("target", "sample-report.html");
        SampleReport.report().write(file);
        assertThat(Files.size(file)).isBetween(20_000L, 2_000_000L);
    }
}
