package io.reco.examples.quickstart;

import io.reco.core.data.Dataset;
import io.reco.core.data.EventLog;
import io.reco.core.data.EventSemantics;
import io.reco.core.data.Playlists;
import io.reco.core.io.ReadReport;
import io.reco.core.io.ReadResult;
import io.reco.core.split.PlaylistsAsCharacters;
import io.reco.core.split.Split;
import io.reco.core.world.ListeningWorld;
import io.reco.core.world.WorldOptions;
import io.reco.examples.quickstart.Protocol.SeenChoice;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * The data of a run: as it came, as recommenders see it, and divided.
 *
 * @param source the data set as read or generated
 * @param read what the reader did; empty for a generated world
 * @param split the divided data; for a data set of playlists, each playlist is a character
 * @param test what is evaluated: the test part, or a sample of its characters
 * @param playlists the playlists of the source
 * @param ordered whether the order of a character's events is that of time
 * @param repeatShare share of events on tracks heard before
 * @param filters whether only unseen tracks count, once or twice
 * @param protocol how it was divided and sampled, in words
 * @param notes what else there is to know
 */
record PreparedData(
        Dataset source,
        Optional<ReadReport> read,
        Split split,
        Dataset test,
        Playlists playlists,
        boolean ordered,
        double repeatShare,
        List<Filter> filters,
        String protocol,
        List<String> notes) {

    /** Which tracks may be recommended and are relevant. */
    enum Filter {
        /** All. */
        SEEN_ALLOWED("seen tracks allowed"),
        /** Those the character has not heard. */
        UNSEEN_ONLY("unseen tracks only");

        private final String label;

        Filter(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }

        boolean unseenOnly() {
            return this == UNSEEN_ONLY;
        }
    }

    /** What came in, before it is divided. */
    record Source(Dataset dataset, String format, Optional<ReadReport> read) {}

    /** Reads or generates. */
    static Source load(Settings settings) throws IOException {
        if (settings.source().isEmpty()) {
            WorldOptions options = WorldOptions.ofSize(settings.worldCharacters(), settings.worldTracks())
                    .withSeed(settings.seed());
            return new Source(ListeningWorld.of(options).dataset(), "generated", Optional.empty());
        }
        Settings.DataSource source = settings.source().get();
        ReadResult result = source.format().read(source.path(), settings.readOptions());
        return new Source(result.dataset(), source.format().name(), Optional.of(result.report()));
    }

    /** Divides what came in. */
    static PreparedData of(Source source, Settings settings) {
        List<String> notes = new ArrayList<>();
        Dataset data = source.dataset();
        if (data.events().size() == 0 && data.playlists().size() > 0) {
            PlaylistsAsCharacters converted = PlaylistsAsCharacters.of(
                    data, PlaylistsAsCharacters.Options.DEFAULT.withOrdered(Protocol.ordered(source.format())));
            data = converted.dataset();
            notes.add("No listening events: every playlist stands for a character. " + converted.description());
        }
        Split split = Protocol.split(data, source.format(), settings.split(), settings.seed());
        notes.addAll(split.warnings());
        double repeats = Protocol.repeatShare(data.events());
        Dataset test = sample(split.test(), settings);
        String protocol = split.protocol();
        if (test.events().size() < split.test().events().size()) {
            protocol += String.format(
                    Locale.ROOT,
                    "; evaluated on a random sample of %,d test characters (seed %d)",
                    settings.maxCharacters(),
                    settings.seed());
        }
        return new PreparedData(
                source.dataset(),
                source.read(),
                split,
                test,
                source.dataset().playlists(),
                Protocol.ordered(source.format()),
                repeats,
                filters(settings.seen(), repeats),
                protocol,
                List.copyOf(notes));
    }

    /** How many characters are evaluated. */
    int testedCharacters() {
        int tested = 0;
        for (int c = 0; c < test.events().characterCount(); c++) {
            tested += test.events().count(c) > 0 ? 1 : 0;
        }
        return tested;
    }

    /** Whether a character played a track in the test part, sampled or not. */
    boolean played(int c, int track) {
        EventLog log = split.test().events();
        for (int i = log.start(c); i < log.end(c); i++) {
            if (log.track(i) == track && EventSemantics.DEFAULT.isPositive(log, i)) {
                return true;
            }
        }
        return false;
    }

    private static List<Filter> filters(SeenChoice choice, double repeatShare) {
        return switch (choice) {
            case ALLOWED -> List.of(Filter.SEEN_ALLOWED);
            case REMOVED -> List.of(Filter.UNSEEN_ONLY);
            case AUTO ->
                repeatShare >= Protocol.REPEATS_FROM
                        ? List.of(Filter.SEEN_ALLOWED, Filter.UNSEEN_ONLY)
                        : List.of(Filter.UNSEEN_ONLY);
        };
    }

    /** The test events of a seeded sample of characters; the same data set when it has no more than are wanted. */
    private static Dataset sample(Dataset test, Settings settings) {
        EventLog log = test.events();
        int[] tested = new int[log.characterCount()];
        int n = 0;
        for (int c = 0; c < tested.length; c++) {
            if (log.count(c) > 0) {
                tested[n++] = c;
            }
        }
        if (n <= settings.maxCharacters()) {
            return test;
        }
        int[] order = Arrays.copyOf(tested, n);
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(settings.seed());
        BitSet chosen = new BitSet();
        for (int j = 0; j < settings.maxCharacters(); j++) {
            int pick = j + random.nextInt(n - j);
            int c = order[pick];
            order[pick] = order[j];
            order[j] = c;
            chosen.set(c);
        }
        BitSet events = new BitSet();
        for (int c = chosen.nextSetBit(0); c >= 0; c = chosen.nextSetBit(c + 1)) {
            events.set(log.start(c), log.end(c));
        }
        return test.withEvents(log.where(events::get));
    }
}
