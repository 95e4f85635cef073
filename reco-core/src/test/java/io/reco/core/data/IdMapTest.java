package io.reco.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdMapTest {
    private static final String MUSIC_NOTE = "\uD834\uDD1E";
    private static final String NOT_SO_HIGH = "\uFF21";

    @Test
    void indicesFollowTheOrderOfFirstAddition() {
        IdMap.Builder builder = new IdMap.Builder();
        assertThat(List.of("b", "a", "b", "c", "a").stream().map(builder::add)).containsExactly(0, 1, 0, 2, 1);
        assertThat(builder.build().ids()).containsExactly("b", "a", "c");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " ",
                "a ",
                " a",
                "\u00E9",
                "e\u0301",
                "\uAC00\uB098\uB2E4",
                MUSIC_NOTE,
                "\u0000",
                "\t\n",
                "\uFEFFx",
                "\uFFFD",
                "\uFFFF",
                "Stra\u00DFe",
                "STRASSE",
                "\uDBFF\uDFFF"
            })
    void anyUnicodeStringIsKeptByteForByte(String id) {
        IdMap map = IdMap.of(List.of("x", id, "y"));
        assertThat(map.indexOf(id)).isEqualTo(1);
        assertThat(map.id(1)).isEqualTo(id);
        assertThat(map.toBuilder().indexOf(id)).isEqualTo(1);
    }

    @Test
    void aLongIdIsKeptAlsoAfterAShortOne() {
        String ascii = "x".repeat(200);
        String hangul = "\uAC00".repeat(100_000);
        IdMap map = IdMap.of(List.of("a", ascii, "b", hangul, "\uAC00", "c"));
        assertThat(map.ids()).containsExactly("a", ascii, "b", hangul, "\uAC00", "c");
        assertThat(map.indexOf(ascii)).isEqualTo(1);
        assertThat(map.toBuilder().indexOf(hangul)).isEqualTo(3);
    }

    @Test
    void nothingIsNormalisedTrimmedOrFolded() {
        List<String> lookAlikes = List.of("\u00E9", "e\u0301", "\u00C9", "\u00E9 ", "\u00E9\u0000", "\u212B", "\u00C5");
        assertThat(IdMap.of(lookAlikes).size()).isEqualTo(lookAlikes.size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\uD800", "a\uDC00", "\uDC00\uD800", "\uD834\uD834\uDD1E", "x\uD834"})
    void anUnpairedSurrogateIsRefusedWhenAddedAndUnknownWhenAsked(String id) {
        IdMap.Builder builder = new IdMap.Builder();
        assertThatThrownBy(() -> builder.add(id))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("unpaired surrogate");
        assertThat(builder.size()).isZero();
        builder.add("?");
        assertThat(builder.indexOf(id)).isEqualTo(IdMap.ABSENT);
        assertThat(builder.build().indexOf(id)).isEqualTo(IdMap.ABSENT);
    }

    @Test
    void theEmptyStringIsRefusedWhenAddedAndUnknownWhenAsked() {
        IdMap.Builder builder = new IdMap.Builder();
        assertThatThrownBy(() -> builder.add(""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("may not be empty");
        assertThat(builder.indexOf("")).isEqualTo(IdMap.ABSENT);
        assertThat(builder.build().indexOf("")).isEqualTo(IdMap.ABSENT);
    }

    @Test
    void anIdThatOccursTwiceIsRefused() {
        assertThatThrownBy(() -> IdMap.of(List.of("a", "b", "a")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'a'");
    }

    @Test
    void growingKeepsEveryIndexAndTheMapsBuiltBefore() {
        IdMap.Builder builder = new IdMap.Builder();
        builder.add("first");
        IdMap early = builder.build();
        for (int i = 0; i < 5_000; i++) {
            assertThat(builder.add("id" + i)).isEqualTo(i + 1);
        }
        assertThat(early.ids()).containsExactly("first");
        assertThat(early.contains("id0")).isFalse();
        IdMap late = early.toBuilder().build();
        assertThat(late).isEqualTo(early).hasSameHashCodeAs(early);
        IdMap full = builder.build();
        IdMap.Builder more = full.toBuilder();
        assertThat(more.add("id17")).isEqualTo(18);
        assertThat(more.add("new")).isEqualTo(5_001);
        assertThat(full.contains("new")).isFalse();
        assertThat(more.build().id(5_001)).isEqualTo("new");
    }

    @Test
    void bytesAndStringsAreTheSameId() {
        IdMap.Builder builder = new IdMap.Builder();
        byte[] line = ("x\t" + MUSIC_NOTE + "\ty").getBytes(StandardCharsets.UTF_8);
        assertThat(builder.addUtf8(line, 2, 6)).isEqualTo(0);
        assertThat(builder.add(MUSIC_NOTE)).isEqualTo(0);
        assertThat(builder.id(0)).isEqualTo(MUSIC_NOTE);
    }

    @Test
    void idsAreOrderedByCodePointAndNotByUtf16Unit() {
        IdMap map = IdMap.of(List.of(MUSIC_NOTE, NOT_SO_HIGH, "b", "ab", "a", "B"));
        assertThat(MUSIC_NOTE.compareTo(NOT_SO_HIGH)).isNegative();
        assertThat(map.compareIds(0, 1)).isPositive();
        assertThat(map.codePointRanks()).containsExactly(5, 4, 3, 2, 1, 0);
    }

    @Test
    void equalityLooksAtIdsAndTheirIndices() {
        assertThat(IdMap.of(List.of("a", "b"))).isEqualTo(IdMap.of(List.of("a", "b")));
        assertThat(IdMap.of(List.of("a", "b"))).isNotEqualTo(IdMap.of(List.of("b", "a")));
        assertThat(IdMap.of(List.of("ab"))).isNotEqualTo(IdMap.of(List.of("a", "b")));
        assertThat(IdMap.empty().size()).isZero();
        assertThat(IdMap.empty().codePointRanks()).isEmpty();
    }

    @Test
    void anIndexOutOfRangeIsRefused() {
        IdMap map = IdMap.of(List.of("a"));
        for (int idx : new int[] {-1, 1, Integer.MAX_VALUE}) {
            assertThatThrownBy(() -> map.id(idx)).isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> map.toBuilder().id(idx)).isInstanceOf(IndexOutOfBoundsException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void behavesAsALinkedHashMapWould(long seed) {
        Random random = new Random(seed);
        Map<String, Integer> expected = new HashMap<>();
        List<String> order = new ArrayList<>();
        IdMap.Builder builder = new IdMap.Builder();
        for (int i = 0; i < 4_000; i++) {
            String id = randomId(random);
            if (expected.putIfAbsent(id, order.size()) == null) {
                order.add(id);
            }
            assertThat(builder.add(id)).as("seed %d, addition %d", seed, i).isEqualTo(expected.get(id));
            if (random.nextInt(500) == 0) {
                builder = builder.build().toBuilder();
            }
        }
        IdMap map = builder.build();
        assertThat(map.ids()).as("seed %d", seed).isEqualTo(order);
        for (int i = 0; i < 1_000; i++) {
            String id = randomId(random);
            assertThat(map.indexOf(id)).as("seed %d, id '%s'", seed, id).isEqualTo(expected.getOrDefault(id, -1));
        }
        List<String> sorted = new ArrayList<>(order);
        sorted.sort((a, b) -> java.util.Arrays.compare(
                a.codePoints().toArray(), b.codePoints().toArray()));
        int[] ranks = map.codePointRanks();
        for (int r = 0; r < sorted.size(); r++) {
            assertThat(ranks[map.indexOf(sorted.get(r))])
                    .as("seed %d, rank %d", seed, r)
                    .isEqualTo(r);
        }
    }

    /** One to four code points from all planes, few enough that ids collide. */
    private static String randomId(Random random) {
        StringBuilder id = new StringBuilder();
        int length = 1 + random.nextInt(4);
        for (int i = 0; i < length; i++) {
            int[] starts = {'a', 0xE0, 0xAC00, 0xFF00, 0x1D100, 0x10FFF0};
            id.appendCodePoint(starts[random.nextInt(starts.length)] + random.nextInt(5));
        }
        return id.toString();
    }
}
