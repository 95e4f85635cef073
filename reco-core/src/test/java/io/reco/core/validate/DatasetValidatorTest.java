package io.reco.core.validate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.reco.core.data.Artist;
import io.reco.core.data.Dataset;
import io.reco.core.data.DatasetBuilder;
import io.reco.core.data.EventType;
import io.reco.core.data.Playlist;
import io.reco.core.data.Profile;
import io.reco.core.data.Track;
import io.reco.core.io.EventTableFormat;
import io.reco.core.io.ReadOptions;
import io.reco.core.io.ReadResult;
import io.reco.core.io.Source;
import io.reco.core.io.Sources;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DatasetValidatorTest {
    private static final long DAY = 86_400_000L;
    private static final long START = 18_000 * DAY + 3_600_000;

    private static DatasetBuilder small() {
        DatasetBuilder builder = Dataset.builder("small");
        builder.catalog().addArtist(new Artist("A", "Anna"));
        builder.catalog().addTrack(Track.builder("t1").title("Song").artist("A").build());
        builder.catalog().addTrack(Track.builder("t2").title("Song").artist("A").build());
        builder.catalog()
                .addTrack(
                        Track.builder("t3").title("Song").artist("B").album("L").build());
        builder.catalog()
                .addTrack(Track.builder("t4").title("Other").artist("A").build());
        builder.addCharacter(Profile.of("u1"));
        builder.addCharacter(Profile.of("idle"));
        return builder;
    }

    private static Dataset sample() {
        DatasetBuilder builder = small();
        builder.addListen("u1", "t1", START);
        builder.addListen("u1", "t2", START);
        builder.addListen("u1", "t1", START);
        builder.addListen("u1", "t3", START + DAY);
        builder.addListen("u1", "t3", START + DAY + 1000);
        builder.addListen("u2", "new", START + 50 * DAY);
        builder.addPlaylist(Playlist.of("p1", List.of("t1", "t1", "t3")));
        builder.addPlaylist(Playlist.of("p2", List.of()));
        return builder.build();
    }

    private static ValidationReport report(Dataset dataset) {
        return DatasetValidator.validate(dataset, ValidationOptions.DEFAULT);
    }

    private static List<String> codes(ValidationReport report) {
        return report.findings().stream().map(Finding::code).toList();
    }

    @Test
    void countsEverything() {
        ValidationReport.Counts counts = report(sample()).counts();

        assertThat(counts.characters()).isEqualTo(3);
        assertThat(counts.tracks()).isEqualTo(5);
        assertThat(counts.artists()).isEqualTo(2);
        assertThat(counts.albums()).isEqualTo(1);
        assertThat(counts.eventsByType()).isEqualTo(Map.of(EventType.LISTEN, 6));
        assertThat(counts.pairs()).isEqualTo(4);
        assertThat(counts.density()).isCloseTo(4 / 15.0, within(1e-12));
        assertThat(counts.playlistEntries()).isEqualTo(3);
    }

    @Test
    void countsWhatIsThereMoreThanOnce() {
        ValidationReport.Duplicates duplicates = report(sample()).duplicates();

        assertThat(duplicates.identicalEvents()).isEqualTo(1);
        assertThat(duplicates.consecutiveRepeats()).isEqualTo(1);
        assertThat(duplicates.repeatShare()).isCloseTo(2 / 6.0, within(1e-12));
        assertThat(duplicates.sameTitleAndArtist()).isEqualTo(1);
        assertThat(duplicates.playlistRepeats()).isEqualTo(1);
    }

    @Test
    void findsGapsAndTheFuture() {
        ValidationReport report =
                DatasetValidator.validate(sample(), ValidationOptions.DEFAULT.withNow(START + 10 * DAY));
        ValidationReport.Time time = report.time().orElseThrow();

        assertThat(time.firstMillis()).isEqualTo(START);
        assertThat(time.days()).isEqualTo(51);
        assertThat(time.daysWithoutEvents()).isEqualTo(48);
        assertThat(time.longestGapDays()).isEqualTo(48);
        assertThat(time.gapFromMillis()).isEqualTo(18_001 * DAY);
        assertThat(time.future()).isEqualTo(1);
        assertThat(time.outOfOrder()).isEqualTo(-1);
        assertThat(codes(report)).contains("time-gap", "time-future");
        assertThat(codes(report(sample()))).doesNotContain("time-future");
    }

    @Test
    void countsWhatIsReferredToButNeverTold() {
        ValidationReport report = report(sample());

        assertThat(report.references()).isEqualTo(new ValidationReport.References(1, 1, 1, 1, 1));
        assertThat(codes(report)).contains("unknown-tracks", "unknown-characters");
    }

    @Test
    void countsWhatIsCold() {
        assertThat(report(sample()).cold()).isEqualTo(new ValidationReport.Cold(5, 1, 2, 1, 1, 1));
    }

    @Test
    void distributionsHaveNearestRankQuantilesAndGini() {
        Distribution d = Distribution.of("x", new int[] {4, 1, 3, 2});

        assertThat(List.of(d.min(), d.q25(), d.median(), d.q75(), d.q90(), d.max()))
                .containsExactly(1, 1, 2, 3, 4, 4);
        // sum (2r - 5) x_r = -3 - 2 + 3 + 12 = 10; 10 / (4 * 10)
        assertThat(d.gini()).isCloseTo(0.25, within(1e-12));
        assertThat(Distribution.of("equal", new int[] {7, 7, 7}).gini()).isZero();
        assertThat(Distribution.of("none", new int[0]).mean()).isZero();
    }

    @Test
    void aSecondThatHoldsManyEventsIsAPileUp() {
        DatasetBuilder builder = small();
        for (int i = 0; i < 1000; i++) {
            builder.addListen("u" + i % 37, "t" + i, START + 7919L * i * 1000);
        }
        for (int i = 0; i < 60; i++) {
            builder.addListen("v" + i, "t1", START + 5 * DAY + i);
        }
        ValidationReport report = report(builder.build());

        assertThat(report.time().orElseThrow().pileUps())
                .containsExactly(new ValidationReport.PileUp(START + 5 * DAY, 60));
        assertThat(codes(report)).contains("time-pile-up");
    }

    @Test
    void withoutDataThatIsAnError() {
        ValidationReport report = report(Dataset.builder("empty").build());

        assertThat(report.findings()).hasSize(1);
        assertThat(report.findings().get(0).severity()).isEqualTo(Severity.ERROR);
        assertThat(report.time()).isEmpty();
        assertThat(report.toText()).contains("no-data");
    }

    @Test
    void timesInTheWrongUnitAreSuspicious() {
        DatasetBuilder builder = small();
        builder.addListen("u1", "t1", 978_300_760L);
        assertThat(codes(report(builder.build()))).contains("time-unit");
    }

    @Test
    void takesOverWhatTheReaderSays() throws IOException {
        String table = "user\ttrack\ttime\na\tx\t978300760\na\ty\t978300750\na\tz\tnever\n";
        ReadResult read = EventTableFormat.tsv()
                .read(
                        Sources.of("events", Source.of("t", table.getBytes(StandardCharsets.UTF_8))),
                        ReadOptions.lenient());
        ValidationReport report =
                DatasetValidator.validate(read.dataset(), ValidationOptions.DEFAULT.withReadReport(read.report()));

        assertThat(report.time().orElseThrow().outOfOrder()).isEqualTo(1);
        assertThat(codes(report)).contains("rejected", "out-of-order");
        assertThat(report.findings().get(0).severity()).isEqualTo(Severity.WARNING);
        assertThat(report.toJson()).contains("\"not-a-number\" : 1").contains("\"skippedLines\" : 1");
        assertThat(report.toText()).containsPattern("lines skipped +1\n");
    }

    @Test
    void textAndJsonAreTheSameEveryTime() throws IOException {
        ValidationReport report = report(sample());

        assertThat(report(sample()).toText()).isEqualTo(report.toText());
        assertThat(report(sample()).toJson()).isEqualTo(report.toJson());
        JsonNode json = new ObjectMapper().readTree(report.toJson());
        assertThat(json.at("/counts/events").asInt()).isEqualTo(6);
        assertThat(json.at("/time/longestGapDays").asInt()).isEqualTo(48);
        assertThat(json.at("/distributions/0/name").asText()).isEqualTo("events per character");
        assertThat(json.at("/findings/0/advice").asText()).isNotEmpty();
        assertThat(report.toText()).contains("Gini").contains("identical events           1\n");
    }

    @Test
    void optionsAreChecked() {
        assertThatThrownBy(() -> new ValidationOptions(
                        ValidationOptions.DEFAULT.nowMillis(), ValidationOptions.DEFAULT.readReport(), 0, 30, 0.05))
                .hasMessageContaining("fewEvents 0");
        assertThatThrownBy(() -> new ValidationOptions(
                        ValidationOptions.DEFAULT.nowMillis(), ValidationOptions.DEFAULT.readReport(), 5, 30, 0.01))
                .hasMessageContaining("pileUpShare 0.01");
    }
}
