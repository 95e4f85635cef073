package io.reco.core.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.reco.core.data.Dataset;
import io.reco.core.data.DatasetBuilder;
import io.reco.core.data.EventLog;
import io.reco.core.data.EventSemantics;
import io.reco.core.recommend.Query;
import io.reco.core.recommend.Scored;
import io.reco.core.recommend.SmallWorld;
import io.reco.core.recommend.UnknownIdException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

class ItemKnnTest {
    private static final long HOUR = 3_600_000L;
    private static final ItemKnnOptions PLAIN =
            ItemKnnOptions.DEFAULT.withShrinkage(0).withPair(Decay.NONE).withRecency(Decay.NONE);

    /** c1: x 0 h, y 1 h, z 3 h; c2: x 0 h, y 2 h; c3: x 0 h; c4: w 0 h. So n_x = 3, n_y = 2, n_z = n_w = 1. */
    private static Dataset data() {
        DatasetBuilder builder = Dataset.builder("knn");
        builder.addListen("c1", "x", 0);
        builder.addListen("c1", "y", HOUR);
        builder.addListen("c1", "z", 3 * HOUR);
        builder.addListen("c2", "x", 0);
        builder.addListen("c2", "y", 2 * HOUR);
        builder.addListen("c3", "x", 0);
        builder.addListen("c4", "w", 0);
        return builder.build();
    }

    private static ItemKnn fit(ItemKnnOptions options) {
        return ItemKnn.fit(data(), EventSemantics.DEFAULT, options, 1);
    }

    private static double similarity(ItemKnnOptions options, String from, String to) {
        return fit(options).neighbours(from).stream()
                .filter(s -> s.id().equals(to))
                .mapToDouble(Scored::score)
                .findFirst()
                .orElse(0);
    }

    @Test
    void similarityIsTheCosineOverCharacters() {
        // 2 / sqrt(3 * 2), 1 / sqrt(3), 1 / sqrt(2), nothing in common
        assertThat(similarity(PLAIN, "x", "y")).isCloseTo(2 / Math.sqrt(6), within(1e-7));
        assertThat(similarity(PLAIN, "z", "x")).isCloseTo(1 / Math.sqrt(3), within(1e-7));
        assertThat(similarity(PLAIN, "y", "z")).isCloseTo(1 / Math.sqrt(2), within(1e-7));
        assertThat(fit(PLAIN).neighbours("w")).isEmpty();
        assertThat(fit(PLAIN).neighbours("x")).extracting(Scored::id).containsExactly("y", "z");
    }

    @Test
    void shrinkageIsAddedToTheDenominator() {
        assertThat(similarity(PLAIN.withShrinkage(4), "x", "y")).isCloseTo(2 / (Math.sqrt(6) + 4), within(1e-7));
    }

    @Test
    void alphaSharesOutThePopularity() {
        // 1: by n_x = 3 alone; 0: by n_y = 2 alone; 0.25: 3^0.25 * 2^0.75
        assertThat(similarity(PLAIN.withAlpha(1), "x", "y")).isCloseTo(2.0 / 3, within(1e-7));
        assertThat(similarity(PLAIN.withAlpha(0), "x", "y")).isEqualTo(1);
        assertThat(similarity(PLAIN.withAlpha(0.25), "x", "y"))
                .isCloseTo(2 / (Math.pow(3, 0.25) * Math.pow(2, 0.75)), within(1e-7));
    }

    @Test
    void longHistoriesCountLess() {
        // c1 has 3 tracks, c2 has 2: (1/3 + 1/2) / sqrt(6)
        assertThat(similarity(PLAIN.withLengthExponent(1), "x", "y")).isCloseTo(5.0 / 6 / Math.sqrt(6), within(1e-7));
    }

    @Test
    void aPairFadesWithTheTimeBetween() {
        // H = 1 h: x and y are 1 h apart in c1, 2 h in c2; x and z 3 h
        ItemKnnOptions options = PLAIN.withPair(Decay.ofMillis(HOUR));
        assertThat(similarity(options, "x", "y")).isCloseTo((0.5 + 0.25) / Math.sqrt(6), within(1e-7));
        assertThat(similarity(options, "z", "x")).isCloseTo(0.125 / Math.sqrt(3), within(1e-7));
    }

    @Test
    void aPairFadesWithTheTracksBetween() {
        // H = 1 track: x and y are neighbours in both, x and z are 2 apart
        ItemKnnOptions options = PLAIN.withPair(Decay.ofEvents(1));
        assertThat(similarity(options, "x", "y")).isCloseTo((0.5 + 0.5) / Math.sqrt(6), within(1e-7));
        assertThat(similarity(options, "x", "z")).isCloseTo(0.25 / Math.sqrt(3), within(1e-7));
    }

    @Test
    void scoresSumOverTheDistinctHistoryWeighedByRecency() {
        Dataset data = data();
        Query query = Query.forCharacter("c2", 1);
        // c2 has x and y: z = s(x, z) + s(y, z), y = s(x, y), x = s(y, x)
        Map<String, Double> scores = Answers.of(fit(PLAIN), data, query);
        assertThat(scores).containsOnlyKeys("x", "y", "z");
        assertThat(scores.get("z")).isCloseTo(1 / Math.sqrt(3) + 1 / Math.sqrt(2), within(1e-6));
        assertThat(scores.get("y")).isCloseTo(2 / Math.sqrt(6), within(1e-6));
        // x is 2 h older than y: with H = 1 h it counts a quarter
        Map<String, Double> recent = Answers.of(fit(PLAIN.withRecency(Decay.ofMillis(HOUR))), data, query);
        assertThat(recent.get("z")).isCloseTo(0.25 / Math.sqrt(3) + 1 / Math.sqrt(2), within(1e-6));
    }

    @Test
    void keepsTheBestNeighboursTiesByCodePoint() {
        DatasetBuilder builder = Dataset.builder("ties");
        for (String id : List.of("\uD834\uDD1E", "b", "\uFF5E", "a", "x")) {
            builder.addListen("c", id, 1_000);
        }
        ItemKnn model = ItemKnn.fit(builder.build(), EventSemantics.DEFAULT, PLAIN.withNeighbours(3), 1);
        assertThat(model.neighbours("x")).extracting(Scored::id).containsExactly("a", "b", "\uFF5E");
    }

    static List<ItemKnnOptions> options() {
        return List.of(
                PLAIN,
                ItemKnnOptions.DEFAULT,
                PLAIN.withPair(new Decay(5 * 24 * HOUR, 3)).withRecency(new Decay(9 * 24 * HOUR, 4)),
                PLAIN.withAlpha(0.2)
                        .withLengthExponent(0.5)
                        .withShrinkage(3)
                        .withPair(Decay.ofEvents(2))
                        .withMaxTracksPerCharacter(6),
                PLAIN.withNeighbours(4));
    }

    @ParameterizedTest
    @MethodSource("options")
    void agreesWithTheDenseReference(ItemKnnOptions options) {
        for (long seed = 1; seed <= 3; seed++) {
            Dataset data = SmallWorld.timed(seed);
            ItemKnn model = ItemKnn.fit(data, EventSemantics.DEFAULT, options, 2);
            DenseItemKnn reference = new DenseItemKnn(data, EventSemantics.DEFAULT, options);
            for (String id : SmallWorld.tracks()) {
                double[] expected =
                        reference.bestSimilarities(data.catalog().tracks().indexOf(id));
                double[] found =
                        model.neighbours(id).stream().mapToDouble(Scored::score).toArray();
                assertThat(found).as("seed %d, track %s", seed, id).hasSize(expected.length);
                assertThat(found).as("seed %d, track %s", seed, id).containsExactly(expected, within(1e-5));
            }
            if (options.neighbours() < SmallWorld.tracks().size()) {
                continue; // which of the tied ones is kept may differ: the reference computes in double
            }
            for (int c = 0; c < 20; c++) {
                String id = SmallWorld.character(c);
                Map<String, Double> expected = reference.scores(c);
                Map<String, Double> found = Answers.of(model, data, Query.forCharacter(id, 1));
                assertThat(found.keySet()).as("seed %d, %s", seed, id).isEqualTo(expected.keySet());
                expected.forEach((track, score) ->
                        assertThat(found.get(track)).as("%s %s", id, track).isCloseTo(score, within(1e-4 * score)));
            }
        }
    }

    @Test
    void anyNumberOfThreadsGivesTheSameBits() {
        Dataset data = SmallWorld.timed(5);
        ItemKnnOptions options = options().get(2).withNeighbours(7);
        List<List<Scored>> one = neighbours(data, options, 1);
        for (int threads : new int[] {2, 3, 8}) {
            assertThat(neighbours(data, options, threads))
                    .as("%d threads", threads)
                    .isEqualTo(one);
        }
    }

    private static List<List<Scored>> neighbours(Dataset data, ItemKnnOptions options, int threads) {
        ItemKnn model = ItemKnn.fit(data, EventSemantics.DEFAULT, options, threads);
        return SmallWorld.tracks().stream().map(model::neighbours).toList();
    }

    @Test
    void saysHowManyHistoriesItCuts() {
        Logger logger = (Logger) LoggerFactory.getLogger(ItemKnn.class);
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        logger.addAppender(log);
        try {
            fit(PLAIN);
            assertThat(log.list).isEmpty();
            fit(PLAIN.withMaxTracksPerCharacter(2));
        } finally {
            logger.detachAppender(log);
        }
        assertThat(log.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .singleElement()
                .asString()
                .contains("1 of 4 characters have more than 2 distinct tracks");
        // c1 keeps y and z, its most recent ones: x and z do not meet any more
        assertThat(similarity(PLAIN.withMaxTracksPerCharacter(2), "z", "x")).isZero();
    }

    @Test
    void decayByTimeNeedsTimes() {
        DatasetBuilder builder = Dataset.builder("untimed");
        builder.addListen("c1", "x", EventLog.NO_TIME);
        Dataset data = builder.build();
        assertThatThrownBy(() -> ItemKnn.fit(data, EventSemantics.DEFAULT, PLAIN.withPair(Decay.ofMillis(HOUR)), 1))
                .hasMessageContaining("pair.halfLifeMillis");
        assertThatThrownBy(() -> ItemKnn.fit(data, EventSemantics.DEFAULT, PLAIN.withRecency(Decay.ofMillis(HOUR)), 1))
                .hasMessageContaining("recency.halfLifeMillis");
    }

    @Test
    void anUnknownTrackHasNoNeighbours() {
        assertThatThrownBy(() -> fit(PLAIN).neighbours("nope")).isInstanceOf(UnknownIdException.class);
    }

    @Test
    void optionsOutOfRangeAreRefusedByName() {
        assertThatThrownBy(() -> PLAIN.withNeighbours(0)).hasMessageContaining("neighbours 0");
        assertThatThrownBy(() -> PLAIN.withAlpha(1.1)).hasMessageContaining("alpha 1.1");
        assertThatThrownBy(() -> PLAIN.withShrinkage(-1)).hasMessageContaining("shrinkage -1");
        assertThatThrownBy(() -> PLAIN.withLengthExponent(Double.NaN)).hasMessageContaining("lengthExponent NaN");
        assertThatThrownBy(() -> PLAIN.withMaxTracksPerCharacter(1)).hasMessageContaining("maxTracksPerCharacter 1");
    }
}
