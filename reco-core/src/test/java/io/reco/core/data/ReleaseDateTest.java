package io.reco.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReleaseDateTest {
    @ParameterizedTest
    @CsvSource({
        "20240229, 2024-02-29, 2024-02-29",
        "20240200, 2024-02, 2024-02-01",
        "20240000, 2024, 2024-01-01",
        "10000, 0001, 0001-01-01",
        "99991231, 9999-12-31, 9999-12-31"
    })
    void aDateIsAsPreciseAsItsNumber(int number, String text, LocalDate earliest) {
        ReleaseDate date = ReleaseDate.ofNumber(number);
        assertThat(date.known()).isTrue();
        assertThat(date.toNumber()).isEqualTo(number);
        assertThat(date).hasToString(text);
        assertThat(date.earliest()).isEqualTo(earliest);
    }

    @Test
    void zeroIsTheUnknownDate() {
        assertThat(ReleaseDate.ofNumber(0)).isEqualTo(ReleaseDate.UNKNOWN).hasToString("unknown");
        assertThat(ReleaseDate.UNKNOWN.known()).isFalse();
        assertThat(ReleaseDate.UNKNOWN.toNumber()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {20230229, 20241301, 20240001, 20240431, 1231, 5, -20240101, 100000101})
    void whatIsNoDateIsRefused(int number) {
        assertThatThrownBy(() -> ReleaseDate.ofNumber(number))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not a release date");
    }

    @Test
    void aNegativePartIsRefused() {
        assertThatThrownBy(() -> new ReleaseDate(2024, -1, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ReleaseDate(2024, 1, -1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ReleaseDate(2024, 0, -1)).isInstanceOf(IllegalArgumentException.class);
    }
}
