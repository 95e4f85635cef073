package io.reco.core.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SplitMix64Test {
    /** The outputs of seed 1234567 given with the reference C code (splitmix64.c, Vigna 2015; Rosetta Code). */
    @Test
    void givesTheNumbersOfTheReferenceCode() {
        SplitMix64 random = new SplitMix64(1234567);
        String[] expected = {
            "6457827717110365317",
            "3203168211198807973",
            "9817491932198370423",
            "4593380528125082431",
            "16408922859458223821"
        };
        for (String value : expected) {
            assertThat(Long.toUnsignedString(random.nextLong())).isEqualTo(value);
        }
    }

    @Test
    void numbersBelowABoundAreUniform() {
        SplitMix64 random = new SplitMix64(3);
        int[] counts = new int[7];
        for (int i = 0; i < 70_000; i++) {
            counts[random.nextInt(7)]++;
        }
        double chiSquare = Arrays.stream(counts)
                .mapToDouble(count -> (count - 10_000.0) * (count - 10_000.0) / 10_000)
                .sum();
        assertThat(chiSquare)
                .as("6 degrees of freedom; 22.5 is exceeded once in 1,000")
                .isLessThan(22.5);
        assertThat(random.nextInt(1)).isZero();
        assertThat(IntStream.range(0, 1_000).map(i -> random.nextInt(Integer.MAX_VALUE)))
                .allMatch(value -> value >= 0);
        assertThatThrownBy(() -> random.nextInt(0)).hasMessageContaining("bound 0");
    }

    @Test
    void theMomentsOfTheDistributionsAreRight() {
        SplitMix64 random = new SplitMix64(4);
        int n = 100_000;
        double uniform = 0;
        double gaussian = 0;
        double gaussianSquare = 0;
        double exponential = 0;
        double geometric = 0;
        for (int i = 0; i < n; i++) {
            uniform += random.nextDouble() / n;
            double g = random.nextGaussian();
            gaussian += g / n;
            gaussianSquare += g * g / n;
            exponential += random.nextExponential() / n;
            geometric += random.nextGeometric(0.25) / (double) n;
        }
        // Five standard errors each.
        assertThat(uniform).isCloseTo(0.5, within(5 * 0.289 / Math.sqrt(n)));
        assertThat(gaussian).isCloseTo(0, within(5 / Math.sqrt(n)));
        assertThat(gaussianSquare).isCloseTo(1, within(5 * Math.sqrt(2.0 / n)));
        assertThat(exponential).isCloseTo(1, within(5 / Math.sqrt(n)));
        assertThat(geometric).isCloseTo(3, within(5 * Math.sqrt(12.0 / n)));
    }

    @Test
    void streamsOfDifferentKeysDiffer() {
        assertThat(IntStream.range(0, 10_000)
                        .mapToLong(key -> SplitMix64.of(7, key).nextLong())
                        .distinct()
                        .count())
                .isEqualTo(10_000);
        assertThat(SplitMix64.of(7, 1, 2).nextLong())
                .isNotEqualTo(SplitMix64.of(7, 2, 1).nextLong())
                .isEqualTo(SplitMix64.of(7, 1, 2).nextLong());
    }

    @Test
    void aShuffleIsAPermutationAndEveryOrderComesUp() {
        SplitMix64 random = new SplitMix64(9);
        int[] seen = new int[6];
        for (int i = 0; i < 6_000; i++) {
            int[] values = {0, 1, 2};
            random.shuffle(values);
            assertThat(values).containsExactlyInAnyOrder(0, 1, 2);
            seen[values[0] * 2 + (values[1] > values[2] ? 1 : 0)]++;
        }
        for (int count : seen) {
            assertThat(count).isBetween(850, 1_150);
        }
    }
}
