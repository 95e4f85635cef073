package io.reco.examples.quickstart;

import io.reco.core.io.DatasetFormat;
import io.reco.core.io.ReadOptions;
import io.reco.examples.quickstart.Protocol.SeenChoice;
import io.reco.examples.quickstart.Protocol.SplitChoice;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What the quickstart is asked to do.
 *
 * @param source the data set to read; empty: generate a world
 * @param readOptions how to read it
 * @param worldCharacters characters of the generated world
 * @param worldTracks tracks of the generated world
 * @param split how to divide
 * @param seen whether heard tracks may be recommended
 * @param maxCharacters evaluate at most so many characters, a seeded sample; {@link Integer#MAX_VALUE}: all
 * @param character raw id of the character to show; empty: one is chosen
 * @param k length of the lists shown and main cutoff of the metrics
 * @param threads threads for fitting, recommending and measuring
 * @param seed seed of everything random
 * @param out directory for the report and the run summary
 */
public record Settings(
        Optional<DataSource> source,
        ReadOptions readOptions,
        int worldCharacters,
        int worldTracks,
        SplitChoice split,
        SeenChoice seen,
        int maxCharacters,
        Optional<String> character,
        int k,
        int threads,
        long seed,
        Path out) {

    /**
     * A data set on disk.
     *
     * @param path file or directory
     * @param format its format
     */
    public record DataSource(Path path, DatasetFormat format) {}

    /** Checks the ranges. */
    public Settings {
        atLeast("--characters", worldCharacters, 10);
        atLeast("--tracks", worldTracks, 100);
        atLeast("--max-characters", maxCharacters, 1);
        atLeast("-k", k, 1);
        atLeast("--threads", threads, 1);
    }

    private static void atLeast(String option, int value, int least) {
        if (value < least) {
            throw new IllegalArgumentException(option + " " + value + ": expected at least " + least);
        }
    }

    /** Names and values for the report, in order. */
    Map<String, String> entries() {
        Map<String, String> entries = new LinkedHashMap<>();
        entries.put(
                "data",
                source.map(s -> s.path() + " (" + s.format().name() + ")")
                        .orElse(String.format(
                                Locale.ROOT,
                                "generated world, %,d characters, %,d tracks",
                                worldCharacters,
                                worldTracks)));
        entries.put("split", split.toString());
        entries.put("seen tracks", seen.toString());
        entries.put(
                "characters evaluated",
                maxCharacters == Integer.MAX_VALUE
                        ? "all"
                        : String.format(Locale.ROOT, "a sample of at most %,d", maxCharacters));
        entries.put("k", Integer.toString(k));
        entries.put("threads", Integer.toString(threads));
        entries.put("seed", Long.toString(seed));
        return entries;
    }
}
