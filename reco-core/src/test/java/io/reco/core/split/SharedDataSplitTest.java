package io.reco.core.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.reco.core.data.Dataset;
import io.reco.core.data.DatasetBuilder;
import io.reco.core.data.EventLog;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** Sizes on MovieLens-1M as the SASRec paper prepared it; skipped where the data folder is not beside the repository. */
class SharedDataSplitTest {
    private static final Path FILE = Path.of("..", "..", "shared", "data", "ml-1m", "ml-1m.txt.gz");

    @Test
    void movieLensHasTheSizesOfItsDocumentation() throws IOException {
        assumeThat(Files.exists(FILE)).as("data file %s", FILE).isTrue();
        Dataset data = read();
        assertThat(data.events().size()).isEqualTo(999_611);
        assertThat(data.profiles().size()).isEqualTo(6_040);
        assertThat(data.catalog().trackCount()).isEqualTo(3_416);

        Split leaveLastOut = LeaveLastOut.ofOne().split(data);
        assertThat(leaveLastOut.train().events().size()).isEqualTo(999_611 - 2 * 6_040);
        assertThat(leaveLastOut.validation().events().size()).isEqualTo(6_040);
        assertThat(leaveLastOut.test().events().size()).isEqualTo(6_040);

        Split ratio = Ratio.eightOneOne(1).split(data);
        int tenths = 0;
        for (int c = 0; c < 6_040; c++) {
            tenths += data.events().count(c) / 10;
        }
        assertThat(ratio.test().events().size()).isEqualTo(tenths);
        assertThat(ratio.validation().events().size()).isEqualTo(tenths);
    }

    private static Dataset read() throws IOException {
        DatasetBuilder builder = Dataset.builder("ml-1m");
        try (BufferedReader in = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(FILE)), StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                int space = line.indexOf(' ');
                builder.addListen(line.substring(0, space), line.substring(space + 1), EventLog.NO_TIME);
            }
        }
        return builder.build();
    }
}
