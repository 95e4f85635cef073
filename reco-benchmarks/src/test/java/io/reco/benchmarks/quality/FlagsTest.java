package io.reco.benchmarks.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reco.embeddings.item2vec.Item2VecOptions;
import org.junit.jupiter.api.Test;

class FlagsTest {
    private static Flags flags(String... args) {
        return Flags.of(args, "Program FILE [--name value ...]", 1);
    }

    @Test
    void readsPlainAndNamedArguments() {
        Flags flags = flags("a", "b", "--dim", "7", "--seeds", "1,2", "--none", "");

        assertThat(flags.plain(0)).isEqualTo("a");
        assertThat(flags.plainFrom(1)).containsExactly("b");
        assertThat(flags.item2vec(Item2VecOptions.TEXT)).isEqualTo(Item2VecOptions.TEXT.withDimension(7));
        assertThat(flags.longs("seeds", "9")).containsExactly(1, 2);
        assertThat(flags.list("none", "x")).isEmpty();
        assertThat(flags.number("absent", 0.5)).isEqualTo(0.5);
        flags.done();
    }

    @Test
    void aLowRateAtTheStartLowersTheRateAtTheEnd() {
        assertThat(flags("a", "--rate", "0.00001")
                        .item2vec(Item2VecOptions.TEXT)
                        .minLearningRate())
                .isEqualTo(0.00001);
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        assertThatThrownBy(() -> flags("--dim", "7")).hasMessageContaining("usage: Program FILE");
        assertThatThrownBy(() -> flags("a", "--dim")).hasMessageContaining("'--dim' is not --name value");
        assertThatThrownBy(() -> flags("a", "--dim", "7", "b")).hasMessageContaining("'b' is not --name value");
        Flags flags = flags("a", "--dmi", "7");
        assertThatThrownBy(flags::done).hasMessageContaining("--dmi is not an option");
    }
}
