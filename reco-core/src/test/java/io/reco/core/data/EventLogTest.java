package io.reco.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventLogTest {
    /** The naive model: an object an event. */
    private record Event(int c, int t, long time, EventType type, int played, float value, Origin origin) {}

    @Test
    void eventsAreGroupedByCharacterAndOrderedByTime() {
        EventLog.Builder builder = new EventLog.Builder();
        builder.add(1, 10, 3_000, EventType.LISTEN);
        builder.add(0, 11, 2_000, EventType.LIKE);
        builder.add(1, 12, 1_000, EventType.SKIP);
        EventLog log = builder.build(4);
        assertThat(log.size()).isEqualTo(3);
        assertThat(log.characterCount()).isEqualTo(4);
        assertThat(tracksOf(log, 0)).containsExactly(11);
        assertThat(tracksOf(log, 1)).containsExactly(12, 10);
        assertThat(log.count(2)).isZero();
        assertThat(log.type(log.start(1))).isEqualTo(EventType.SKIP);
        assertThat(log.timed()).isTrue();
    }

    @Test
    void equalTimesKeepTheOrderInWhichTheyCameIn() {
        Random random = new Random(5);
        for (int n : new int[] {2, 15, 16, 17, 40, 333}) {
            EventLog.Builder builder = new EventLog.Builder();
            List<Event> events = new ArrayList<>();
            for (int i = 0; i < n; i++) {
                Event event = listen(0, i, random.nextInt(4) * 500L);
                events.add(event);
                add(builder, event);
            }
            events.sort(Comparator.comparingLong(Event::time));
            assertThat(tracksOf(builder.build(1), 0))
                    .as("%d events", n)
                    .isEqualTo(events.stream().map(Event::t).toList());
        }
    }

    @Test
    void millisecondsTakePartInTheOrder() {
        EventLog.Builder builder = new EventLog.Builder();
        builder.add(0, 1, 1_999, EventType.LISTEN);
        builder.add(0, 2, 1_001, EventType.LISTEN);
        EventLog log = builder.build(1);
        assertThat(tracksOf(log, 0)).containsExactly(2, 1);
        assertThat(log.timeMillis(0)).isEqualTo(1_001);
        assertThat(log.timeMillis(1)).isEqualTo(1_999);
    }

    @Test
    void anUntimedLogKeepsTheOrderOfEachCharacter() {
        EventLog.Builder builder = new EventLog.Builder();
        for (int i = 0; i < 60; i++) {
            builder.add(i % 2, 60 - i, EventLog.NO_TIME, EventType.LISTEN);
        }
        EventLog log = builder.build(2);
        assertThat(log.timed()).isFalse();
        assertThat(tracksOf(log, 0)).hasSize(30).isSortedAccordingTo(Comparator.reverseOrder());
        assertThat(log.timeMillis(3)).isEqualTo(EventLog.NO_TIME);
    }

    @Test
    void aTimedLogOfZerosIsStillTimed() {
        EventLog.Builder builder = new EventLog.Builder();
        builder.add(0, 0, 0, EventType.LISTEN);
        EventLog log = builder.build(1);
        assertThat(log.timed()).isTrue();
        assertThat(log.timeMillis(0)).isZero();
    }

    @Test
    void timesReachFromTheEpochToTheEndOfTheirRange() {
        for (long time : new long[] {0, 1, 999, 1_000, Integer.MAX_VALUE * 1000L + 1, EventLog.MAX_TIME_MILLIS}) {
            EventLog.Builder builder = new EventLog.Builder();
            builder.add(0, 0, time, EventType.SNOOZE, -1, Float.NaN, Origin.RECOMMENDED);
            EventLog log = builder.build(1);
            assertThat(log.timeMillis(0)).isEqualTo(time);
            assertThat(log.type(0)).isEqualTo(EventType.SNOOZE);
            assertThat(log.origin(0)).isEqualTo(Origin.RECOMMENDED);
        }
    }

    @Test
    void whatIsNotToldReadsAsNotTold() {
        EventLog.Builder builder = new EventLog.Builder();
        builder.add(0, 0, 5, EventType.LISTEN);
        builder.add(0, 1, 6, EventType.LISTEN, 0, 0f, Origin.UNKNOWN);
        EventLog log = builder.build(1);
        assertThat(log.millisPlayed(0)).isEqualTo(-1);
        assertThat(log.value(0)).isNaN();
        assertThat(log.millisPlayed(1)).isZero();
        assertThat(log.value(1)).isZero();
    }

    @Test
    void aColumnThatNoEventTellsReadsAsNotToldForAll() {
        EventLog.Builder builder = new EventLog.Builder();
        for (int i = 0; i < 70_000; i++) {
            builder.add(i % 7, i, EventLog.NO_TIME, EventType.LISTEN);
        }
        EventLog log = builder.build(7);
        for (int i : new int[] {0, 65_535, 65_536, 69_999}) {
            assertThat(log.millisPlayed(i)).isEqualTo(-1);
            assertThat(log.value(i)).isNaN();
            assertThat(log.origin(i)).isEqualTo(Origin.UNKNOWN);
            assertThat(log.type(i)).isEqualTo(EventType.LISTEN);
        }
    }

    @Test
    void aColumnToldOnlyByTheLastOfManyEventsIsTold() {
        EventLog.Builder builder = new EventLog.Builder();
        for (int i = 0; i < 140_000; i++) {
            builder.add(0, i, EventLog.NO_TIME, EventType.LISTEN);
        }
        builder.add(0, 140_000, EventLog.NO_TIME, EventType.LISTEN, 7, 2.5f, Origin.ORGANIC);
        EventLog log = builder.build(1);
        assertThat(log.millisPlayed(140_000)).isEqualTo(7);
        assertThat(log.value(140_000)).isEqualTo(2.5f);
        assertThat(log.origin(140_000)).isEqualTo(Origin.ORGANIC);
        assertThat(log.millisPlayed(139_999)).isEqualTo(-1);
        assertThat(log.value(0)).isNaN();
    }

    @Test
    void theCharacterOfAnEventSkipsCharactersWithoutEvents() {
        EventLog.Builder builder = new EventLog.Builder();
        builder.add(2, 0, 1, EventType.LISTEN);
        builder.add(2, 0, 2, EventType.LISTEN);
        builder.add(5, 0, 1, EventType.LISTEN);
        EventLog log = builder.build(8);
        assertThat(new int[] {log.characterOf(0), log.characterOf(1), log.characterOf(2)})
                .containsExactly(2, 2, 5);
    }

    @Test
    void anEmptyLogHasRowsAndNoEvents() {
        EventLog log = EventLog.empty(3);
        assertThat(log.size()).isZero();
        assertThat(log.characterCount()).isEqualTo(3);
        assertThat(log.count(2)).isZero();
        assertThat(log.where(i -> true).size()).isZero();
    }

    @Test
    void valuesOutOfRangeAreRefusedWithTheValueAndAddNothing() {
        EventLog.Builder builder = new EventLog.Builder();
        builder.add(0, 0, 1, EventType.LISTEN);
        assertRefused(builder, listen(-1, 0, 1), "character -1");
        assertRefused(builder, listen(0, -1, 1), "track -1");
        assertRefused(builder, listen(0, 0, -2), "time -2");
        assertRefused(builder, listen(0, 0, EventLog.MAX_TIME_MILLIS + 1), "time 4294967296000");
        assertRefused(builder, new Event(0, 0, 1, EventType.LISTEN, -2, 0, Origin.UNKNOWN), "millisPlayed -2");
        assertRefused(
                builder,
                new Event(0, 0, 1, EventType.LISTEN, Integer.MAX_VALUE, 0, Origin.UNKNOWN),
                "millisPlayed 2147483647");
        assertRefused(
                builder,
                new Event(0, 0, 1, EventType.LISTEN, 0, Float.POSITIVE_INFINITY, Origin.UNKNOWN),
                "value Infinity");
        assertRefused(builder, listen(0, 0, EventLog.NO_TIME), "event 1 has no time");
        assertThat(builder.size()).isEqualTo(1);
        EventLog.Builder untimed = new EventLog.Builder();
        untimed.add(0, 0, EventLog.NO_TIME, EventType.LISTEN);
        assertRefused(untimed, listen(0, 0, 7), "event 1 has a time");
    }

    @Test
    void aBuilderIsUsedOnceAndKnowsItsCharacters() {
        EventLog.Builder builder = new EventLog.Builder();
        builder.add(3, 0, 1, EventType.LISTEN);
        assertThatThrownBy(() -> builder.build(3)).hasMessageContaining("character 3 is not below characterCount 3");
        assertThat(builder.build(4).size()).isEqualTo(1);
        assertThatThrownBy(() -> builder.build(4)).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14})
    void behavesAsAListOfObjectsSortedByCharacterAndTimeWould(long seed) {
        Random random = new Random(seed);
        int characters = 1 + random.nextInt(30);
        boolean timed = random.nextBoolean();
        boolean played = random.nextBoolean();
        boolean values = random.nextBoolean();
        int n = seed == 14 ? 150_000 : random.nextInt(3_000);
        EventLog.Builder builder = new EventLog.Builder();
        List<Event> expected = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            Event event = new Event(
                    random.nextInt(characters),
                    random.nextInt(1_000),
                    timed ? 1_700_000_000_000L + random.nextInt(200) * 700L : EventLog.NO_TIME,
                    any(EventType.values(), random),
                    played && random.nextBoolean() ? random.nextInt(400_000) : -1,
                    values && random.nextBoolean() ? random.nextFloat() * 5 - 1 : Float.NaN,
                    any(Origin.values(), random));
            expected.add(event);
            add(builder, event);
        }
        expected.sort(Comparator.comparingInt(Event::c).thenComparingLong(Event::time));
        EventLog log = builder.build(characters);
        assertThat(events(log)).as("seed %d", seed).isEqualTo(expected);

        EventLog kept = log.where(i -> log.track(i) % 3 == 0);
        expected.removeIf(event -> event.t() % 3 != 0);
        assertThat(events(kept)).as("kept, seed %d", seed).isEqualTo(expected);
        assertThat(kept.characterCount()).isEqualTo(characters);
    }

    private static void assertRefused(EventLog.Builder builder, Event event, String message) {
        assertThatThrownBy(() -> add(builder, event))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    private static Event listen(int c, int t, long time) {
        return new Event(c, t, time, EventType.LISTEN, -1, Float.NaN, Origin.UNKNOWN);
    }

    private static void add(EventLog.Builder builder, Event e) {
        builder.add(e.c(), e.t(), e.time(), e.type(), e.played(), e.value(), e.origin());
    }

    private static List<Event> events(EventLog log) {
        List<Event> out = new ArrayList<>();
        for (int c = 0; c < log.characterCount(); c++) {
            for (int i = log.start(c); i < log.end(c); i++) {
                assertThat(log.characterOf(i)).isEqualTo(c);
                out.add(new Event(
                        c,
                        log.track(i),
                        log.timeMillis(i),
                        log.type(i),
                        log.millisPlayed(i),
                        log.value(i),
                        log.origin(i)));
            }
        }
        return out;
    }

    private static List<Integer> tracksOf(EventLog log, int c) {
        List<Integer> out = new ArrayList<>();
        for (int i = log.start(c); i < log.end(c); i++) {
            out.add(log.track(i));
        }
        return out;
    }

    private static <T> T any(T[] values, Random random) {
        return values[random.nextInt(values.length)];
    }

    @Test
    void theLastMomentIsTheLatestOfAnyCharacter() {
        EventLog.Builder builder = new EventLog.Builder();
        builder.add(2, 0, 5_000, EventType.LISTEN);
        builder.add(0, 0, 9_000, EventType.SKIP);
        builder.add(0, 1, 1_000, EventType.LISTEN);
        assertThat(builder.build(4).lastMillis()).isEqualTo(9_000);
        assertThat(EventLog.empty(3).lastMillis()).isEqualTo(EventLog.NO_TIME);
        EventLog.Builder untimed = new EventLog.Builder();
        untimed.add(0, 0, EventLog.NO_TIME, EventType.LISTEN);
        assertThat(untimed.build(1).lastMillis()).isEqualTo(EventLog.NO_TIME);
    }
}
