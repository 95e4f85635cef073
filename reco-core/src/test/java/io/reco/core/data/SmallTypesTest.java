package io.reco.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SmallTypesTest {
    @ParameterizedTest
    @CsvSource({
        "0, UNDER_18",
        "17, UNDER_18",
        "18, FROM_18",
        "24, FROM_18",
        "25, FROM_25",
        "34, FROM_25",
        "35, FROM_35",
        "44, FROM_35",
        "45, FROM_45",
        "49, FROM_45",
        "50, FROM_50",
        "55, FROM_50",
        "56, FROM_56",
        "150, FROM_56"
    })
    void anAgeFallsIntoItsBand(int years, AgeBand band) {
        assertThat(AgeBand.ofAge(years)).isEqualTo(band);
    }

    @Test
    void anAgeOutOfRangeIsRefused() {
        assertThatThrownBy(() -> AgeBand.ofAge(-1)).hasMessageContaining("age -1");
        assertThatThrownBy(() -> AgeBand.ofAge(151)).hasMessageContaining("age 151");
    }

    @ParameterizedTest
    @EnumSource(EventType.class)
    void onlyLongListensLikesAndAdditionsArePositive(EventType type) {
        EventSemantics semantics = EventSemantics.DEFAULT;
        boolean always = type == EventType.LIKE || type == EventType.ADD_TO_PLAYLIST;
        assertThat(semantics.isPositive(type, 29_999)).isEqualTo(always);
        assertThat(semantics.isPositive(type, 30_000)).isEqualTo(always || type == EventType.LISTEN);
        assertThat(semantics.isPositive(type, -1)).isEqualTo(always || type == EventType.LISTEN);
    }

    @ParameterizedTest
    @EnumSource(EventType.class)
    void onlyASkipOfToldShortLengthIsEarly(EventType type) {
        EventSemantics semantics = EventSemantics.DEFAULT;
        assertThat(semantics.isEarlySkip(type, 9_999)).isEqualTo(type == EventType.SKIP);
        assertThat(semantics.isEarlySkip(type, 0)).isEqualTo(type == EventType.SKIP);
        assertThat(semantics.isEarlySkip(type, 10_000)).isFalse();
        assertThat(semantics.isEarlySkip(type, -1)).isFalse();
    }

    @Test
    void aPlayOfTheShareOfAToldLengthIsComplete() {
        EventSemantics semantics = new EventSemantics(0, 0, 0.75, 1);
        assertThat(semantics.isComplete(150_000, 200_000)).isTrue();
        assertThat(semantics.isComplete(149_999, 200_000)).isFalse();
        assertThat(semantics.isComplete(250_000, 200_000)).isTrue();
        assertThat(semantics.isComplete(-1, 200_000)).isFalse();
        assertThat(semantics.isComplete(150_000, -1)).isFalse();
        assertThat(semantics.isComplete(0, 0)).isFalse();
    }

    @Test
    void semanticsOutOfRangeAreRefusedByName() {
        assertThatThrownBy(() -> new EventSemantics(-1, 0, 1, 1)).hasMessageContaining("minListenMillis -1");
        assertThatThrownBy(() -> new EventSemantics(0, -1, 1, 1)).hasMessageContaining("earlySkipMillis -1");
        assertThatThrownBy(() -> new EventSemantics(0, 0, 0, 1)).hasMessageContaining("completedShare 0.0");
        assertThatThrownBy(() -> new EventSemantics(0, 0, Double.NaN, 1)).hasMessageContaining("completedShare NaN");
        assertThatThrownBy(() -> new EventSemantics(0, 0, 1, 0)).hasMessageContaining("sessionGapMillis 0");
    }

    @Test
    void rowsSetInAnyOrderAndAgainHoldWhatWasSetLast() {
        Random random = new Random(77);
        List<int[]> expected = new ArrayList<>();
        IntLists.Builder builder = new IntLists.Builder();
        for (int i = 0; i < 200; i++) {
            expected.add(new int[0]);
        }
        for (int i = 0; i < 1_000; i++) {
            int row = random.nextInt(200);
            int[] values = random.ints(random.nextInt(6), 0, 100).toArray();
            expected.set(row, values);
            builder.set(row, values);
        }
        IntLists lists = builder.build(210);
        assertThat(lists.rows()).isEqualTo(210);
        for (int row = 0; row < 200; row++) {
            assertThat(lists.toArray(row)).isEqualTo(expected.get(row));
        }
        assertThat(lists.length(209)).isZero();
        assertThat(lists.totalLength())
                .isEqualTo(expected.stream().mapToInt(values -> values.length).sum());
        assertThat(lists)
                .isEqualTo(IntLists.of(expectedWithTail(expected)))
                .hasSameHashCodeAs(IntLists.of(expectedWithTail(expected)));
    }

    private static int[][] expectedWithTail(List<int[]> expected) {
        List<int[]> all = new ArrayList<>(expected);
        for (int i = 0; i < 10; i++) {
            all.add(new int[0]);
        }
        return all.toArray(int[][]::new);
    }

    @Test
    void aPositionOutsideItsRowIsRefused() {
        IntLists lists = IntLists.of(new int[] {1, 2}, new int[] {3});
        assertThat(lists.contains(0, 2)).isTrue();
        assertThat(lists.contains(0, 3)).isFalse();
        assertThatThrownBy(() -> lists.get(0, 2)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> lists.get(1, -1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThat(IntLists.ofEmptyRows(3).rows()).isEqualTo(3);
    }

    @Test
    void aPlaylistRefusesNumbersBelowNotTold() {
        assertThatThrownBy(() -> new Playlist("p", "", "", List.of(), List.of(), -2, -1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("updatedMillis -2 is not -1 (not told) or above");
        assertThatThrownBy(() -> new Playlist("p", "", "", List.of(), List.of(), -1, -2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("followers -2 is not -1 (not told) or above");
    }

    @Test
    void anEventColumnWhoseTableOfChunksIsLongerThanAnArrayOfIntsIsDrained() {
        EventColumn column = new EventColumn();
        column.set(400_000 << 12, 1);
        column.set(400_001 << 12, 2); // the table grows by half, past 2^19 chunks of 2^12 values
        column.set(5, 3);
        assertThat(column.drain(10)).containsExactly(0, 0, 0, 0, 0, 3, 0, 0, 0, 0);
        assertThat(column.isZero()).isTrue();
    }
}
