package io.reco.core.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class FallbackSourceTest {
    @Test
    void groupsComeBackOnceAndAscending() {
        assertThat(FallbackSource.of(List.of("age"))).isEqualTo("fallback:age");
        assertThat(FallbackSource.of(List.of("popularity", "age", "popularity")))
                .isEqualTo("fallback:age+popularity");
        assertThat(FallbackSource.groups("fallback:gender-and-age")).containsExactly("gender-and-age");
        assertThat(FallbackSource.groups("fallback:age+popularity")).containsExactly("age", "popularity");
    }

    @Test
    void modelsHaveNoGroups() {
        assertThat(FallbackSource.groups("item-knn+popular")).isEmpty();
        assertThat(FallbackSource.groups("my-fallback:age")).isEmpty();
        assertThat(FallbackSource.groups("")).isEmpty();
        assertThat(FallbackSource.groups("fallback:")).isEmpty();
        assertThat(FallbackSource.groups("fallback:+b++a+b")).containsExactly("a", "b");
    }

    @Test
    void noGroupAndNamesThatWouldNotComeBackAreRefused() {
        assertThatThrownBy(() -> FallbackSource.of(List.of())).hasMessageContaining("needs a group");
        assertThatThrownBy(() -> FallbackSource.of(List.of("a+b"))).hasMessageContaining("'a+b'");
        assertThatThrownBy(() -> FallbackSource.of(List.of("age", ""))).hasMessageContaining("''");
    }
}
