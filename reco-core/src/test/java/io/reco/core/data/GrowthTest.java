package io.reco.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

class GrowthTest {
    @Test
    void anArrayKeepsItsLengthGrowsByHalfOrTakesWhatIsNeeded() {
        assertThat(Growth.length(64, 60, 4, "x")).isEqualTo(64);
        assertThat(Growth.length(64, 60, 5, "x")).isEqualTo(96);
        assertThat(Growth.length(64, 60, 100, "x")).isEqualTo(160);
        assertThat(Growth.length(0, 0, 1, "x")).isEqualTo(1);
    }

    @Test
    void lengthsNearTheLongestArrayAreCapped() {
        int three = 3 << 29;
        assertThat(Growth.length(three, three, 1, "x")).isEqualTo(Growth.MAX_LENGTH);
        assertThat(Growth.length(Growth.MAX_LENGTH, Growth.MAX_LENGTH - 5, 5, "x"))
                .isEqualTo(Growth.MAX_LENGTH);
    }

    @Test
    void whatDoesNotFitOneArrayIsRefused() {
        assertThatIllegalStateException()
                .isThrownBy(() -> Growth.length(1 << 30, 1 << 30, 1 << 30, "bytes of texts"))
                .withMessage("bytes of texts: 2147483648 do not fit one array, at most 2147483631");
        assertThatIllegalStateException().isThrownBy(() -> Growth.length(Growth.MAX_LENGTH, Growth.MAX_LENGTH, 1, "x"));
    }
}
