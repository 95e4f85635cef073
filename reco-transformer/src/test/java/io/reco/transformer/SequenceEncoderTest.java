package io.reco.transformer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.reco.core.data.AgeBand;
import io.reco.core.data.EventLog;
import io.reco.core.data.Gender;
import io.reco.core.vector.FloatMatrix;
import io.reco.transformer.TransformerOptions.BlockKind;
import io.reco.transformer.TransformerOptions.Objective;
import io.reco.transformer.kernel.Activation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class SequenceEncoderTest {
    private static final int ITEMS = 40;
    private static final TransformerOptions ALL_INPUTS =
            Models.SMALL.withAttributes(true).withProfile(true).withTimeBias(true);

    static Stream<TransformerOptions> causal() {
        List<TransformerOptions> all = new ArrayList<>();
        for (BlockKind block : BlockKind.values()) {
            for (TransformerOptions options : List.of(Models.SMALL, ALL_INPUTS)) {
                all.add(options.withBlock(block));
            }
        }
        all.add(Models.SMALL.withActivation(Activation.GELU).withTiedOutputs(false));
        all.add(ALL_INPUTS.withHeads(5).withBlocks(1).withFeedForward(7));
        all.add(ALL_INPUTS.withDim(64).withHeads(1));
        return all.stream();
    }

    static Stream<TransformerOptions> everyKind() {
        return Stream.concat(
                causal(),
                Stream.of(ALL_INPUTS.withObjective(Objective.MASKED), Models.SMALL.withObjective(Objective.MASKED)));
    }

    private static ItemHistory history(int length, long seed) {
        Random random = new Random(seed);
        int[] items = random.ints(length, 0, ITEMS).toArray();
        long[] millis = new long[length];
        long now = 1_700_000_000_000L;
        for (int i = 0; i < length; i++) {
            now += (long) Math.exp(20 * random.nextDouble());
            millis[i] = now;
        }
        return new ItemHistory(items, millis, Gender.F, AgeBand.FROM_25);
    }

    private static void assertClose(float[] actual, float[] expected) {
        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < expected.length; i++) {
            assertThat(actual[i]).as("component %d", i).isCloseTo(expected[i], within(2e-5f));
        }
    }

    @ParameterizedTest
    @MethodSource("causal")
    void oneEventAfterTheOtherGivesWhatAllAtOnceGive(TransformerOptions options) {
        SequenceEncoder encoder = SequenceEncoder.of(Models.random(options, ITEMS, 7));
        ItemHistory history = history(options.maxLength(), 3);
        IncrementalEncoder incremental = encoder.incremental(history.gender(), history.ageBand());
        for (int n = 1; n <= history.length(); n++) {
            float[] state = incremental.append(history.items()[n - 1], history.millis()[n - 1]);
            assertThat(incremental.windowLength()).isEqualTo(n);
            assertClose(state, encoder.encode(first(history, n)));
        }
    }

    private static ItemHistory first(ItemHistory history, int n) {
        return new ItemHistory(
                Arrays.copyOf(history.items(), n),
                Arrays.copyOf(history.millis(), n),
                history.gender(),
                history.ageBand());
    }

    @ParameterizedTest
    @MethodSource("causal")
    void theWindowSlidesAndTheStateIsThatOfTheWindow(TransformerOptions options) {
        SequenceEncoder encoder = SequenceEncoder.of(Models.random(options, ITEMS, 7));
        ItemHistory history = history(40, 4);
        IncrementalEncoder incremental = encoder.incremental(history.gender(), history.ageBand());
        List<Integer> lengths = new ArrayList<>();
        for (int n = 1; n <= history.length(); n++) {
            float[] state = incremental.append(history.items()[n - 1], history.millis()[n - 1]);
            lengths.add(incremental.windowLength());
            assertClose(state, encoder.encode(first(history, n).latest(incremental.windowLength())));
        }
        // Length 12: full after 12 events, then a quarter is forgotten each time.
        assertThat(lengths.subList(10, 18)).containsExactly(11, 12, 9, 10, 11, 12, 9, 10);
    }

    @ParameterizedTest
    @MethodSource("causal")
    void aHistoryMayBeAppendedAtOnce(TransformerOptions options) {
        SequenceEncoder encoder = SequenceEncoder.of(Models.random(options, ITEMS, 7));
        ItemHistory history = history(30, 5);
        for (int n : new int[] {1, 5, 11, 12, 13, 30}) {
            IncrementalEncoder incremental = encoder.incremental(history.gender(), history.ageBand());
            assertClose(incremental.appendAll(first(history, n)), encoder.encode(first(history, n)));
            assertThat(incremental.windowLength()).isEqualTo(Math.min(12, n));
            float[] before = incremental.appendAll(history.latest(0)).clone();
            assertClose(before, encoder.encode(first(history, n)));
            ItemHistory more = history.latest(4);
            float[] state = incremental.appendAll(more);
            assertClose(state, encoder.encode(joined(first(history, n), more).latest(12)));
        }
    }

    private static ItemHistory joined(ItemHistory a, ItemHistory b) {
        int[] items = Arrays.copyOf(a.items(), a.length() + b.length());
        long[] millis = Arrays.copyOf(a.millis(), items.length);
        System.arraycopy(b.items(), 0, items, a.length(), b.length());
        System.arraycopy(b.millis(), 0, millis, a.length(), b.length());
        return new ItemHistory(items, millis, a.gender(), a.ageBand());
    }

    @ParameterizedTest
    @MethodSource("everyKind")
    void aBatchGivesTheBitsOfOneByOne(TransformerOptions options) {
        SequenceEncoder encoder = SequenceEncoder.of(Models.random(options, ITEMS, 7));
        List<ItemHistory> histories = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            histories.add(history(1 + i % 17, i));
        }
        FloatMatrix states = encoder.encodeAll(histories);
        float[] row = new float[options.dim()];
        for (int i = 0; i < histories.size(); i++) {
            states.copyRow(i, row, 0);
            assertThat(row).as("history %d", i).isEqualTo(encoder.encode(histories.get(i)));
        }
        assertThat(encoder.encodeAll(List.of()).rows()).isZero();
    }

    @ParameterizedTest
    @MethodSource("everyKind")
    void theLatestEventsCountAndAllInputsMatter(TransformerOptions options) {
        SequenceEncoder encoder = SequenceEncoder.of(Models.random(options, ITEMS, 7));
        ItemHistory history = history(30, 6);
        int counted = options.objective() == Objective.MASKED ? 11 : 12;
        assertThat(encoder.maxEvents()).isEqualTo(counted);
        float[] state = encoder.encode(history);
        assertThat(encoder.encode(history.latest(counted))).isEqualTo(state);
        assertThat(encoder.encode(history.latest(counted - 1))).isNotEqualTo(state);
        ItemHistory other = history.withProfile(Gender.M, AgeBand.FROM_25);
        assertThat(Arrays.equals(encoder.encode(other), state)).isEqualTo(!options.profile());
        other = history.withProfile(Gender.F, AgeBand.FROM_56);
        assertThat(Arrays.equals(encoder.encode(other), state)).isEqualTo(!options.profile());
        ItemHistory untimed = new ItemHistory(history.items(), new long[30], history.gender(), history.ageBand());
        assertThat(Arrays.equals(encoder.encode(untimed), state)).isEqualTo(!options.timeBias());
    }

    @Test
    void eventsWithoutTimesCountAsAtOneTime() {
        SequenceEncoder encoder = SequenceEncoder.of(Models.random(ALL_INPUTS, ITEMS, 7));
        long[] none = new long[10];
        Arrays.fill(none, EventLog.NO_TIME);
        ItemHistory history = history(10, 6);
        assertThat(encoder.encode(new ItemHistory(history.items(), none, Gender.F, AgeBand.FROM_18)))
                .isEqualTo(encoder.encode(new ItemHistory(history.items(), new long[10], Gender.F, AgeBand.FROM_18)));
    }

    @Test
    void badInputIsRefused() {
        SequenceEncoder encoder = SequenceEncoder.of(Models.random(Models.SMALL, ITEMS, 7));
        assertThatThrownBy(() -> encoder.encode(history(0, 1))).hasMessageContaining("no event");
        ItemHistory bad = new ItemHistory(new int[] {3, ITEMS + 1}, new long[2], Gender.UNKNOWN, AgeBand.UNKNOWN);
        assertThatThrownBy(() -> encoder.encode(bad))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("item 41");
        IncrementalEncoder incremental = encoder.incremental(Gender.UNKNOWN, AgeBand.UNKNOWN);
        assertThatThrownBy(() -> incremental.append(ITEMS, 0)).hasMessageContaining("item 40");
        assertThatThrownBy(() -> incremental.append(-1, 0)).hasMessageContaining("item -1");
        assertThat(incremental.windowLength()).isZero();
        assertThatThrownBy(() -> new ItemHistory(new int[2], new long[1], Gender.UNKNOWN, AgeBand.UNKNOWN))
                .hasMessageContaining("2 items");
    }

    @ParameterizedTest
    @EnumSource(BlockKind.class)
    void maskedModelsCannotBeToldOneEventAfterTheOther(BlockKind block) {
        SequenceEncoder encoder = SequenceEncoder.of(
                Models.random(Models.SMALL.withBlock(block).withObjective(Objective.MASKED), ITEMS, 7));
        assertThatThrownBy(() -> encoder.incremental(Gender.UNKNOWN, AgeBand.UNKNOWN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("MASKED");
    }
}
