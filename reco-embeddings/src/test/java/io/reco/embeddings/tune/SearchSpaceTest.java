package io.reco.embeddings.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.reco.core.random.SplitMix64;
import io.reco.embeddings.item2vec.Item2VecOptions;
import io.reco.embeddings.tune.SearchRange.Scale;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SearchSpaceTest {
    private static final Item2VecOptions BASE = Item2VecOptions.MUSIC;

    @Test
    void drawnValuesLieInTheirRangesAndReachBothEnds() {
        for (SearchRange range : SearchSpace.PUBLISHED.ranges()) {
            double[] values = IntStream.range(0, 2000)
                    .mapToDouble(i -> range.draw(SplitMix64.of(7, i)))
                    .toArray();
            assertThat(Arrays.stream(values)).as(range.toString()).allMatch(v -> v >= range.low() && v <= range.high());
            double lowest = IntStream.range(0, values.length)
                    .mapToDouble(i -> range.position(values[i]))
                    .min()
                    .orElseThrow();
            double highest = IntStream.range(0, values.length)
                    .mapToDouble(i -> range.position(values[i]))
                    .max()
                    .orElseThrow();
            assertThat(lowest).as(range.toString()).isLessThan(0.02);
            assertThat(highest).as(range.toString()).isGreaterThan(0.98);
        }
    }

    @Test
    void aLogarithmicRangeHasEquallyManyInEachDecade() {
        SearchRange range = new SearchRange(Parameter.SUBSAMPLE, 1e-5, 1e-1, Scale.LOG);
        long belowMiddle = IntStream.range(0, 4000)
                .filter(i -> range.draw(SplitMix64.of(3, i)) < 1e-3)
                .count();
        assertThat(belowMiddle / 4000.0).isCloseTo(0.5, within(0.03));
    }

    @Test
    void wholeNumbersOfALinearRangeAreAllAsLikely() {
        SearchRange range = new SearchRange(Parameter.NEGATIVES, 1, 4, Scale.LINEAR);
        int[] counts = new int[5];
        for (int i = 0; i < 8000; i++) {
            counts[(int) range.draw(SplitMix64.of(5, i))]++;
        }
        assertThat(IntStream.rangeClosed(1, 4).mapToObj(v -> counts[v] / 8000.0))
                .allSatisfy(share -> assertThat(share).isCloseTo(0.25, within(0.02)));
    }

    @Test
    void atAndPositionUndoEachOther() {
        for (SearchRange range : SearchSpace.PUBLISHED.ranges()) {
            assertThat(range.position(range.at(0.3))).as(range.toString()).isCloseTo(0.3, within(1e-12));
        }
        assertThat(new SearchRange(Parameter.WINDOW, 5, 5, Scale.LOG).position(5))
                .isZero();
    }

    @Test
    void aTrialDependsOnSeedAndNumberAlone() {
        SearchSpace space = SearchSpace.PUBLISHED;
        assertThat(space.draw(BASE, 1, 3)).isEqualTo(space.draw(BASE, 1, 3));
        assertThat(space.draw(BASE, 1, 3)).isNotEqualTo(space.draw(BASE, 1, 4));
        assertThat(space.draw(BASE, 1, 3)).isNotEqualTo(space.draw(BASE, 2, 3));
        assertThat(space.draw(BASE, 1, 3).seed())
                .isNotEqualTo(space.draw(BASE, 1, 4).seed());
        assertThat(IntStream.range(0, 100).mapToLong(t -> space.draw(BASE, 1, t).seed()))
                .allMatch(seed -> seed >= 0);
    }

    @Test
    void anotherRangeLeavesTheOtherParametersAlone() {
        SearchSpace wider = SearchSpace.PUBLISHED.withRange(SearchRange.parse("dimension=16..256"));
        Item2VecOptions before = SearchSpace.PUBLISHED.draw(BASE, 1, 3);
        Item2VecOptions after = wider.draw(BASE, 1, 3);
        assertThat(after.withDimension(before.dimension())).isEqualTo(before);
        assertThat(after.dimension()).isBetween(16, 256);
    }

    @Test
    void whatIsNotSearchedStays() {
        SearchSpace space = new SearchSpace(List.of(SearchRange.parse("window=2..9")));
        Item2VecOptions drawn = space.draw(BASE.withDimension(17), 1, 1);
        assertThat(drawn.withWindow(BASE.window()).withSeed(BASE.seed())).isEqualTo(BASE.withDimension(17));
    }

    @Test
    void aRangeIsParsedWithItsScale() {
        assertThat(SearchRange.parse("window=1..20")).isEqualTo(new SearchRange(Parameter.WINDOW, 1, 20, Scale.LOG));
        assertThat(SearchRange.parse("exponent=-1.5..0.5"))
                .isEqualTo(new SearchRange(Parameter.EXPONENT, -1.5, 0.5, Scale.LINEAR));
        assertThat(SearchRange.parse("subsample=0..0.1").scale()).isEqualTo(Scale.LINEAR);
        assertThat(SearchRange.parse("learning-rate=0.0025..0.25")).hasToString("learning-rate=0.0025..0.25");
    }

    @Test
    void badRangesSayWhatIsWrong() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SearchRange.parse("window"))
                .withMessageContaining("NAME=LOW..HIGH");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SearchRange.parse("wimdow=1..2"))
                .withMessageContaining("'wimdow'")
                .withMessageContaining("window, epochs");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SearchRange.parse("window=9..2"))
                .withMessageContaining("low must not be above high");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SearchRange.parse("window=1.5..2"))
                .withMessageContaining("whole");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SearchRange.parse("window=a..2"))
                .withMessageContaining("'window=a..2'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SearchRange.parse("epochs=0..3"))
                .withMessage("epochs: epochs 0 is not in [1, 10000]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SearchRange.parse("exponent=-1..3"))
                .withMessage("exponent: exponent 3 is not in [-2, 2]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SearchRange(Parameter.SUBSAMPLE, 0, 1, Scale.LOG))
                .withMessageContaining("above 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new SearchSpace(List.of(SearchRange.parse("window=1..2"), SearchRange.parse("window=1..3"))))
                .withMessageContaining("two ranges for window");
        assertThatIllegalArgumentException().isThrownBy(() -> new SearchSpace(List.of()));
    }

    @ParameterizedTest
    @EnumSource(Parameter.class)
    void aParameterIsSetAndReadBack(Parameter parameter) {
        double value = parameter.integer() ? 7 : 0.03;
        assertThat(parameter.in(parameter.set(BASE, value))).isEqualTo(value);
        assertThat(Parameter.of(parameter.label())).isEqualTo(parameter);
        assertThat(parameter.text(1e-5)).isEqualTo("0.00001");
        if (parameter.integer()) {
            assertThatIllegalArgumentException().isThrownBy(() -> parameter.set(BASE, 2.5));
        }
    }

    @Test
    void aLowLearningRateLowersTheOneAtTheEnd() {
        Item2VecOptions low = Parameter.LEARNING_RATE.set(BASE, 1e-5);
        assertThat(low.minLearningRate()).isEqualTo(1e-5);
        assertThat(Parameter.LEARNING_RATE.set(BASE, 0.1).minLearningRate()).isEqualTo(BASE.minLearningRate());
    }
}
