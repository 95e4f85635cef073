package io.reco.core.io;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reco.core.data.Dataset;
import io.reco.core.data.DatasetBuilder;
import io.reco.core.data.EventLog;
import io.reco.core.data.EventType;
import io.reco.core.data.Origin;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EventTableWriterTest {
    @TempDir
    Path directory;

    private static Dataset random(long seed, boolean timed, String characters) {
        SplittableRandom random = new SplittableRandom(seed);
        DatasetBuilder builder = Dataset.builder("random");
        for (int i = 0; i < 300; i++) {
            StringBuilder id = new StringBuilder("i");
            for (int j = random.nextInt(4); j > 0; j--) {
                int k = random.nextInt(characters.codePointCount(0, characters.length()));
                id.appendCodePoint(characters.codePointAt(characters.offsetByCodePoints(0, k)));
            }
            builder.events()
                    .add(
                            builder.character("u" + random.nextInt(20)),
                            builder.catalog().track(id.toString()),
                            timed ? random.nextLong(EventLog.MAX_TIME_MILLIS + 1) : EventLog.NO_TIME,
                            EventType.values()[random.nextInt(EventType.values().length)],
                            random.nextInt(3) == 0 ? -1 : random.nextInt(Integer.MAX_VALUE),
                            random.nextInt(3) == 0 ? Float.NaN : (float) random.nextDouble(-1e9, 1e9),
                            Origin.values()[random.nextInt(3)]);
        }
        return builder.build();
    }

    /** Everything the log holds, by raw ids; indices may differ after writing. */
    private static List<String> events(Dataset dataset) throws IOException {
        List<String> rows = new ArrayList<>();
        EventTableWriter.forEachEvent(dataset, row -> rows.add(row.toString()));
        return rows.stream().sorted().toList();
    }

    @ParameterizedTest
    @EnumSource(EventTableWriter.class)
    void whatIsWrittenIsReadBackEventByEvent(EventTableWriter writer) throws IOException {
        String characters = writer == EventTableWriter.TSV ? "a\"',: \\한🎵" : "a\"',: \\한🎵\t\r\n";
        for (long seed = 1; seed <= 10; seed++) {
            for (boolean timed : new boolean[] {true, false}) {
                Dataset dataset = random(seed, timed, characters);
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                writer.write(dataset, out);
                DatasetFormat format = DatasetFormats.byName(writer.name().toLowerCase(Locale.ROOT));
                Dataset back = format.read(
                                Sources.of("events", Source.of("written", out.toByteArray())), ReadOptions.strict())
                        .dataset();
                assertThat(events(back)).as("seed %d, timed %s", seed, timed).isEqualTo(events(dataset));
            }
        }
    }

    @Test
    void aTabSeparatedTableCannotHoldTabs() {
        DatasetBuilder builder = Dataset.builder("tabs");
        builder.addListen("a\tb", "t", 0);
        Dataset dataset = builder.build();
        assertThatThrownBy(() -> EventTableWriter.TSV.write(dataset, new ByteArrayOutputStream()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a\\x09b");
    }

    @Test
    void aFileIsReplacedAsAWhole() throws IOException {
        Path file = directory.resolve("events.tsv");
        Files.writeString(file, "old");
        EventTableWriter.TSV.write(random(1, true, "x"), file);

        assertThat(Files.readString(file, UTF_8)).startsWith("character\ttrack\ttime_ms\t");
        try (var files = Files.list(directory)) {
            assertThat(files).containsExactly(file);
        }
    }
}
