package io.reco.transformer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.reco.core.data.AgeBand;
import io.reco.core.data.Dataset;
import io.reco.core.data.DatasetBuilder;
import io.reco.core.data.EventSemantics;
import io.reco.core.data.EventType;
import io.reco.core.data.Gender;
import io.reco.core.data.IdMap;
import io.reco.core.data.Origin;
import io.reco.core.data.Profile;
import io.reco.core.data.Track;
import io.reco.transformer.TransformerOptions.Objective;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From events to micro-batches, on sequences made by hand. */
class TrainingDataTest {
    private static final long START = 1_000_000_000_000L;
    private static final TransformerOptions SHAPE = TransformerOptions.SASREC.withMaxLength(4);
    private static final TrainingOptions OPTIONS =
            TrainingOptions.DEFAULT.withBatchSequences(3).withMicroBatchTokens(5);

    /**
     * Tracks t0 to t9, of which t3 is never listened to. Character a: t9 t0 t1 t2 t4 t5 t6 with a skip of t7 and of t8 before t2 and
     * one of t3 before t4; b: t8 alone; c: a short listen, then t7 t8 with a dislike of t8 between; d: nothing.
     */
    private static Dataset data() {
        DatasetBuilder builder = Dataset.builder("by hand");
        for (int t = 0; t < 10; t++) {
            builder.catalog().addTrack(Track.builder("t" + t).build());
        }
        builder.addCharacter(Profile.of("a").withDemographics(Gender.F, AgeBand.FROM_25));
        builder.addCharacter(Profile.of("b"));
        builder.addCharacter(Profile.of("c").withDemographics(Gender.M, AgeBand.UNDER_18));
        builder.addCharacter(Profile.of("d"));
        int[] listens = {9, 0, 1, 2, 4, 5, 6};
        for (int i = 0; i < listens.length; i++) {
            if (i == 3) {
                add(builder, 0, 7, 10 * i - 2, EventType.SKIP, 2_000);
                add(builder, 0, 8, 10 * i - 1, EventType.SKIP, 2_000);
            }
            if (i == 4) {
                add(builder, 0, 3, 10 * i - 1, EventType.SKIP, 2_000);
            }
            add(builder, 0, listens[i], 10 * i, EventType.LISTEN, 200_000);
        }
        add(builder, 1, 8, 5, EventType.LIKE, -1);
        add(builder, 2, 1, 100, EventType.LISTEN, 4_000);
        add(builder, 2, 7, 101, EventType.LISTEN, 200_000);
        add(builder, 2, 8, 102, EventType.DISLIKE, -1);
        add(builder, 2, 8, 103, EventType.LISTEN, -1);
        return builder.build();
    }

    private static void add(DatasetBuilder builder, int c, int t, int second, EventType type, int millis) {
        builder.events().add(c, t, START + 1000L * second, type, millis, Float.NaN, Origin.UNKNOWN);
    }

    private static TrainingSequences sequences() {
        return TrainingSequences.of(data(), EventSemantics.DEFAULT, true, true);
    }

    /** Items are numbered without t3. */
    private static int item(int track) {
        return track < 3 ? track : track - 1;
    }

    @Test
    void sequencesHoldPositiveEventsAndWhatWasRefusedBeforeThem() {
        TrainingSequences sequences = sequences();
        assertThat(sequences.rows()).isEqualTo(3);
        assertThat(sequences.tracks()).containsExactly(0, 1, 2, 4, 5, 6, 7, 8, 9);
        assertThat(sequences.itemOf(9)).isEqualTo(8);
        assertThat(sequences.itemOf(3)).isEqualTo(IdMap.ABSENT);
        assertThat(items(sequences, 0)).containsExactly(8, 0, 1, 2, 3, 4, 5);
        assertThat(items(sequences, 1)).containsExactly(7);
        assertThat(items(sequences, 2)).containsExactly(6, 7);
        // t7 and t8 were skipped before t2: the later one counts. t3 is no item. t8 was disliked before it was played.
        assertThat(refused(sequences, 0)).containsExactly(-1, -1, -1, item(8), -1, -1, -1);
        assertThat(refused(sequences, 2)).containsExactly(-1, -1);
        assertThat(sequences.seconds(0, 0)).isZero();
        assertThat(sequences.seconds(0, 6)).isEqualTo(60);
        assertThat(sequences.seconds(2, 1)).isEqualTo(103);
        assertThat(sequences.gender(0)).isEqualTo(Gender.F.ordinal());
        assertThat(sequences.ageBand(0)).isEqualTo(AgeBand.FROM_25.ordinal());
        assertThat(sequences.gender(1)).isEqualTo(Gender.UNKNOWN.ordinal());
        assertThat(sequences.rowOf(2)).isEqualTo(2);
        assertThat(sequences.rowOf(3)).isEqualTo(IdMap.ABSENT);
        assertThat(sequences.counts()).containsExactly(1, 1, 1, 1, 1, 1, 1, 2, 1);
        sequences.shorten(2, 1);
        assertThat(sequences.counts()).containsExactly(1, 1, 1, 1, 1, 1, 1, 1, 1);
        assertThat(sequences.item(2, 1)).as("beyond the end").isEqualTo(7);
    }

    private static int[] items(TrainingSequences sequences, int row) {
        int[] items = new int[sequences.length(row)];
        Arrays.setAll(items, i -> sequences.item(row, i));
        return items;
    }

    private static int[] refused(TrainingSequences sequences, int row) {
        int[] items = new int[sequences.length(row)];
        Arrays.setAll(items, i -> sequences.refused(row, i));
        return items;
    }

    private static PackedBatch batch() {
        return new PackedBatch(10, 50, true);
    }

    @Test
    void eachTokenPredictsTheNextInTheLastWindow() {
        TrainingSamples samples = new TrainingSamples(sequences(), SHAPE, OPTIONS);
        assertThat(samples.size()).as("one track alone is no sample").isEqualTo(2);
        assertThat(samples.totalTokens()).isEqualTo(4 + 1);
        PackedBatch batch = batch();
        samples.append(0, 0, batch);
        samples.append(1, 0, batch);

        assertThat(batch.sequences).isEqualTo(2);
        assertThat(Arrays.copyOf(batch.starts, 3)).containsExactly(0, 4, 5);
        assertThat(Arrays.copyOf(batch.items, 5)).containsExactly(1, 2, 3, 4, 6);
        assertThat(Arrays.copyOf(batch.targets, 5)).containsExactly(2, 3, 4, 5, 7);
        assertThat(Arrays.copyOf(batch.positions, 5)).containsExactly(0, 1, 2, 3, 0);
        assertThat(Arrays.copyOf(batch.weights, 5)).containsExactly(1, 1, 1, 1, 1);
        assertThat(Arrays.copyOf(batch.ownNegatives, 5)).containsExactly(item(8), -1, -1, -1, -1);
        assertThat(Arrays.copyOf(batch.seconds, 5)).containsExactly(20, 30, 40, 50, 101);
        assertThat(Arrays.copyOf(batch.genders, 2)).containsExactly(Gender.F.ordinal(), Gender.M.ordinal());
        assertThat(Arrays.copyOf(batch.ageBands, 2))
                .containsExactly(AgeBand.FROM_25.ordinal(), AgeBand.UNDER_18.ordinal());
        int[] targets = new int[10];
        assertThat(samples.targets(0, 0, targets, 1)).isEqualTo(4);
        assertThat(targets).startsWith(0, 2, 3, 4, 5, 0);
    }

    @Test
    void allWindowsTogetherHaveEveryTargetOnce() {
        TrainingSamples samples = new TrainingSamples(sequences(), SHAPE, OPTIONS.withLongHistories(LongHistories.ALL));
        assertThat(samples.size()).isEqualTo(3);
        PackedBatch batch = batch();
        for (int i = 0; i < 3; i++) {
            samples.append(i, 0, batch);
        }
        // Seven tracks: four targets counted from the end, then the other two.
        assertThat(Arrays.copyOf(batch.starts, 4)).containsExactly(0, 4, 6, 7);
        assertThat(Arrays.copyOf(batch.items, 7)).containsExactly(1, 2, 3, 4, 8, 0, 6);
        assertThat(Arrays.copyOf(batch.targets, 7)).containsExactly(2, 3, 4, 5, 0, 1, 7);
    }

    @Test
    void randomWindowsLieAnywhereAndChangeWithTheEpoch() {
        TrainingSamples samples =
                new TrainingSamples(sequences(), SHAPE, OPTIONS.withLongHistories(LongHistories.RANDOM));
        Set<Integer> firsts = new TreeSet<>();
        for (int epoch = 0; epoch < 60; epoch++) {
            PackedBatch batch = batch();
            samples.append(0, epoch, batch);
            assertThat(batch.tokens()).isEqualTo(4);
            int[] all = {8, 0, 1, 2, 3, 4, 5};
            int first = Arrays.stream(all).boxed().toList().indexOf(batch.items[0]);
            firsts.add(first);
            assertThat(Arrays.copyOf(batch.items, 4)).isEqualTo(Arrays.copyOfRange(all, first, first + 4));
            assertThat(Arrays.copyOf(batch.targets, 4)).isEqualTo(Arrays.copyOfRange(all, first + 1, first + 5));
            PackedBatch again = batch();
            samples.append(0, epoch, again);
            assertThat(again.items).isEqualTo(batch.items);
        }
        assertThat(firsts).containsExactly(0, 1, 2);
    }

    @ParameterizedTest
    @CsvSource({"CAUSAL, LAST", "CAUSAL, ALL", "CAUSAL, RANDOM", "MASKED, LAST", "MASKED, ALL", "MASKED, RANDOM"})
    void supportAndExpectedTargetsAreThoseOfTheSamples(Objective objective, LongHistories longHistories) {
        TrainingSequences sequences = sequences();
        TrainingSamples samples = new TrainingSamples(
                sequences,
                SHAPE.withObjective(objective),
                OPTIONS.withLongHistories(longHistories)
                        .withMaskProbability(0.3)
                        .withLastMaskedShare(0.2));
        int epochs = 20_000;
        double[] targets = new double[sequences.itemCount()];
        boolean[] seen = new boolean[sequences.itemCount()];
        for (int epoch = 0; epoch < epochs; epoch++) {
            for (int sample = 0; sample < samples.size(); sample++) {
                int[] of = new int[50];
                int n = samples.targets(sample, epoch, of, 0);
                for (int i = 0; i < n; i++) {
                    targets[of[i]] += 1.0 / epochs;
                    seen[of[i]] = true;
                }
                PackedBatch batch = batch();
                samples.append(sample, epoch, batch);
                for (int i = 0; i < batch.tokens(); i++) {
                    if (batch.items[i] < seen.length) {
                        seen[batch.items[i]] = true;
                    }
                }
            }
        }
        double[] expected = samples.targetWeights();
        int[] support = samples.support();
        int[] counts = sequences.counts();
        for (int item = 0; item < targets.length; item++) {
            // Five standard deviations of a share are at most .018.
            assertThat(targets[item]).as("item %d", item).isCloseTo(expected[item], within(0.018));
            assertThat(support[item] > 0).as("item %d", item).isEqualTo(seen[item]);
            assertThat(support[item]).isLessThanOrEqualTo(counts[item]);
        }
        if (longHistories == LongHistories.LAST) {
            assertThat(seen).as("what is out of reach").contains(false);
        }
    }

    @Test
    void masksHideTheirTargetAndAreAtLeastOne() {
        TrainingSamples samples = new TrainingSamples(
                sequences(),
                SHAPE.withObjective(Objective.MASKED),
                OPTIONS.withMaskProbability(0.3).withLastMaskedShare(0.2));
        int[] window = {2, 3, 4, 5};
        int masked = 0;
        int lastOnly = 0;
        int epochs = 4000;
        for (int epoch = 0; epoch < epochs; epoch++) {
            PackedBatch batch = batch();
            samples.append(0, epoch, batch);
            assertThat(batch.tokens()).isEqualTo(4);
            int n = 0;
            int[] expected = new int[4];
            for (int i = 0; i < 4; i++) {
                boolean mask = batch.items[i] == 9;
                assertThat(batch.items[i]).isEqualTo(mask ? 9 : window[i]);
                assertThat(batch.targets[i]).isEqualTo(mask ? window[i] : -1);
                assertThat(batch.weights[i]).isEqualTo(mask ? 1 : 0);
                assertThat(batch.ownNegatives[i]).isEqualTo(mask && i == 0 ? item(8) : -1);
                if (mask) {
                    expected[n++] = window[i];
                }
            }
            int[] targets = new int[4];
            assertThat(samples.targets(0, epoch, targets, 0)).isEqualTo(n).isPositive();
            assertThat(targets).isEqualTo(expected);
            masked += n;
            lastOnly += n == 1 && batch.items[3] == 9 ? 1 : 0;
        }
        // Masks of each kind of sample: the last alone; 1.2 by chance, or one instead of none.
        double mean = 0.2 + 0.8 * (1.2 + Math.pow(0.7, 4));
        assertThat(masked / (double) epochs).isBetween(mean - 0.06, mean + 0.06);
        double last = 0.2 + 0.8 * (Math.pow(0.7, 3) * 0.3 + Math.pow(0.7, 4) / 4);
        assertThat(lastOnly / (double) epochs).isBetween(last - 0.04, last + 0.04);
    }

    @Test
    void anEpochHasEverySampleOnceInAnOrderOfItsOwn() {
        TrainingSequences many =
                TrainingSequences.of(PlantedRule.data(20, 50, 6, 0.5, 1), EventSemantics.DEFAULT, false, false);
        TrainingSamples samples = new TrainingSamples(many, SHAPE, OPTIONS);
        int[] first = samples.order(0);
        int[] sorted = first.clone();
        Arrays.sort(sorted);
        int[] all = new int[50];
        Arrays.setAll(all, i -> i);
        assertThat(sorted).isEqualTo(all);
        assertThat(samples.order(0)).isEqualTo(first);
        assertThat(samples.order(1)).isNotEqualTo(first);
        assertThat(new TrainingSamples(many, SHAPE, OPTIONS.withSeed(2)).order(0))
                .isNotEqualTo(first);
    }

    @Test
    void batchesAreCutIntoMicroBatchesThatHoldAllOfThem() {
        TrainingSequences many =
                TrainingSequences.of(PlantedRule.data(20, 50, 4, 0.5, 1), EventSemantics.DEFAULT, false, false);
        TransformerOptions shape = SHAPE.withMaxLength(4);
        TrainingOptions options = OPTIONS.withBatchSequences(8).withMicroBatchTokens(10);
        TrainingSamples samples = new TrainingSamples(many, shape, options);
        EpochBatches batches = new EpochBatches(samples, 3, shape, options);
        assertThat(batches.size()).isEqualTo(7);
        Set<String> seen = new HashSet<>();
        int sequences = 0;
        for (int b = 0; b < batches.size(); b++) {
            batches.open(b);
            int inBatch = b == 6 ? 2 : 8;
            assertThat(batches.targetCount()).isEqualTo(3 * inBatch);
            assertThat(batches.tokens()).isEqualTo(3 * inBatch);
            assertThat(batches.microBatches())
                    .as("three sequences of three tokens each")
                    .isEqualTo((inBatch + 2) / 3);
            int target = 0;
            for (int m = 0; m < batches.microBatches(); m++) {
                PackedBatch packed = new PackedBatch(10, 10, false);
                batches.fill(m, packed);
                sequences += packed.sequences;
                for (int i = 0; i < packed.tokens(); i++) {
                    assertThat(packed.targets[i]).isEqualTo(batches.targets()[target++]);
                }
                for (int s = 0; s < packed.sequences; s++) {
                    seen.add(Arrays.toString(Arrays.copyOfRange(packed.items, packed.starts[s], packed.starts[s + 1])));
                }
            }
            assertThat(target).isEqualTo(batches.targetCount());
        }
        assertThat(sequences).isEqualTo(50);
        assertThat(seen.size()).isGreaterThan(40);
    }

    @Test
    void aSequenceLongerThanAMicroBatchIsOneOfItsOwn() {
        TrainingSamples samples = new TrainingSamples(sequences(), SHAPE, OPTIONS.withMicroBatchTokens(1));
        EpochBatches batches = new EpochBatches(samples, 0, SHAPE, OPTIONS.withMicroBatchTokens(1));
        batches.open(0);
        assertThat(EpochBatches.microBatchTokens(SHAPE, OPTIONS.withMicroBatchTokens(1)))
                .isEqualTo(4);
        assertThat(batches.microBatches()).isEqualTo(2);
    }
}
