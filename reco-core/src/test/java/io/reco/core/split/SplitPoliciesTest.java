package io.reco.core.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reco.core.data.Dataset;
import io.reco.core.data.DatasetBuilder;
import io.reco.core.data.EventLog;
import io.reco.core.data.EventType;
import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SplitPoliciesTest {
    /** Characters c0, c1, ... with listens at these times; the track of each is new. */
    private static Dataset timed(long[]... times) {
        DatasetBuilder builder = Dataset.builder("mine");
        for (int c = 0; c < times.length; c++) {
            builder.character("c" + c);
            for (int j = 0; j < times[c].length; j++) {
                builder.addListen("c" + c, "t" + c + "." + j, times[c][j]);
            }
        }
        return builder.build();
    }

    private static Dataset untimed(int... counts) {
        DatasetBuilder builder = Dataset.builder("mine");
        for (int c = 0; c < counts.length; c++) {
            builder.character("c" + c);
            for (int j = 0; j < counts[c]; j++) {
                builder.addListen("c" + c, "t" + c + "." + j, EventLog.NO_TIME);
            }
        }
        return builder.build();
    }

    private static String parts(Split split, int c) {
        EventLog log = split.source().events();
        StringBuilder out = new StringBuilder();
        for (int i = log.start(c); i < log.end(c); i++) {
            out.append(split.part(i).name().charAt(1));
        }
        return out.toString()
                .replace('R', '.')
                .replace('A', 'v')
                .replace('E', 't')
                .replace('O', 'f');
    }

    @Nested
    class Temporal {
        @Test
        void anEventAtACutInstantGoesToTheLaterPart() {
            Dataset data = timed(new long[] {1_000, 2_000, 3_000, 4_000}, new long[] {1_999, 2_000, 3_000, 3_001});
            Split split = GlobalTemporal.at(Instant.ofEpochMilli(2_000), Instant.ofEpochMilli(3_000))
                    .split(data);
            assertThat(parts(split, 0)).isEqualTo(".vtt");
            assertThat(parts(split, 1)).isEqualTo(".vtt");
            assertThat(split.protocol()).contains("1970-01-01T00:00:02Z", "1970-01-01T00:00:03Z");
        }

        @Test
        void nothingInTrainIsLaterThanAnythingInTheTest() {
            Dataset data = timed(new long[] {1, 5, 9, 13}, new long[] {2, 6, 10, 14}, new long[] {3, 7, 11, 15});
            Split split = GlobalTemporal.ofEventShares(0.25, 0.25).split(data);
            assertThat(parts(split, 0) + parts(split, 1) + parts(split, 2)).isEqualTo("..vt..vt..vt");
        }

        @Test
        void sharesOfEventsAreReachedAndTiesAreNotDivided() {
            Dataset data = timed(new long[] {1, 2, 3, 4, 5, 5, 5, 5, 5, 6});
            Split split = GlobalTemporal.ofEventShares(0, 0.2).split(data);
            assertThat(parts(split, 0)).isEqualTo("....tttttt");
            assertThat(split.warnings()).anyMatch(warning -> warning.contains("0.600 of the events, not 0.200"));
            assertThat(parts(GlobalTemporal.ofEventShares(0, 0.1).split(data), 0))
                    .isEqualTo(".........t");
        }

        @Test
        void sharesOfTimeCutTheSpan() {
            Dataset data = timed(new long[] {0, 1, 2, 3, 4, 5, 60, 70, 80, 90, 99});
            Split split = GlobalTemporal.ofTimeShares(0.2, 0.2).split(data);
            assertThat(parts(split, 0)).isEqualTo("......" + "vv" + "ttt");
        }

        @Test
        void theLastStretchIsCountedBackFromTheLastEvent() {
            Dataset data = timed(new long[] {0, 7_000, 8_000, 8_001, 9_000, 9_001, 10_000});
            Split split = GlobalTemporal.ofLast(Duration.ofSeconds(1), Duration.ofSeconds(1))
                    .split(data);
            assertThat(parts(split, 0)).isEqualTo("...vvtt");
        }

        @Test
        void aLogWithoutTimesIsRefusedWithAdvice() {
            assertThatThrownBy(() -> GlobalTemporal.defaults().split(untimed(5, 5)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContainingAll("'mine'", "no times", "LeaveLastOut", "Ratio");
        }

        @Test
        void cutsThatLeaveAPartEmptyAreRefusedOrTold() {
            Dataset sameInstant = timed(new long[] {7, 7, 7});
            assertThatThrownBy(() -> GlobalTemporal.defaults().split(sameInstant))
                    .hasMessageContaining("no events in TRAIN");
            assertThatThrownBy(() -> GlobalTemporal.at(Instant.ofEpochMilli(8)).split(sameInstant))
                    .hasMessageContaining("no events in TEST");
            assertThatThrownBy(() -> GlobalTemporal.defaults().split(timed(new long[0])))
                    .hasMessageContaining("no events to split");
            Split split = GlobalTemporal.ofEventShares(0.3, 0.3).split(timed(new long[] {1, 2, 3, 9, 9, 9, 9, 9}));
            assertThat(split.validation().events().size()).isZero();
            assertThat(split.warnings()).anyMatch(warning -> warning.contains("validation part is empty"));
        }

        @Test
        void charactersAndTracksThatTheTestSeesFirstAreTold() {
            Split split = GlobalTemporal.at(Instant.ofEpochMilli(10)).split(timed(new long[] {1, 11}, new long[] {12}));
            assertThat(split.warnings())
                    .contains("1 of 2 test characters have no event before their test")
                    .contains("2 of 2 test events are of tracks that training does not have");
        }

        @Test
        void optionsOutOfRangeAreRefused() {
            assertThatThrownBy(() -> GlobalTemporal.ofEventShares(-0.1, 0.1)).hasMessageContaining("-0.1");
            assertThatThrownBy(() -> GlobalTemporal.ofEventShares(0.1, 0)).hasMessageContaining("test share 0.0");
            assertThatThrownBy(() -> GlobalTemporal.ofTimeShares(0.5, 0.5))
                    .hasMessageContaining("nothing for training");
            assertThatThrownBy(() -> GlobalTemporal.ofEventShares(Double.NaN, 0.1))
                    .hasMessageContaining("NaN");
            assertThatThrownBy(() -> GlobalTemporal.at(Instant.ofEpochMilli(2), Instant.ofEpochMilli(1)))
                    .hasMessageContaining("is after");
            assertThatThrownBy(() -> GlobalTemporal.ofLast(Duration.ZERO, Duration.ZERO))
                    .hasMessageContaining("not above 0");
        }
    }

    @Nested
    class LastOut {
        @Test
        void theLastEventsTestAndShortCharactersTrain() {
            Split split = new LeaveLastOut(2, 1).split(untimed(5, 4, 3, 1, 0));
            assertThat(parts(split, 0)).isEqualTo("..vtt");
            assertThat(parts(split, 1)).isEqualTo(".vtt");
            assertThat(parts(split, 2)).isEqualTo("...");
            assertThat(parts(split, 3)).isEqualTo(".");
            assertThat(split.warnings()).contains("2 characters with fewer than 4 events train as a whole");
        }

        @Test
        void equalTimesKeepInputOrder() {
            Split split = LeaveLastOut.ofOne().split(timed(new long[] {5, 5, 5, 5}));
            assertThat(parts(split, 0)).isEqualTo("..vt");
            assertThat(split.test().catalog().tracks().id(split.test().events().track(0)))
                    .isEqualTo("t0.3");
        }

        @Test
        void itSaysThatItLeaks() {
            assertThat(LeaveLastOut.ofOne().split(untimed(3)).protocol()).contains("leaks");
        }

        @Test
        void optionsOutOfRangeAreRefused() {
            assertThatThrownBy(() -> new LeaveLastOut(0, 1)).hasMessageContaining("test 0");
            assertThatThrownBy(() -> new LeaveLastOut(1, -1)).hasMessageContaining("validation -1");
            assertThatThrownBy(() -> LeaveLastOut.ofOne().split(untimed(2))).hasMessageContaining("no events in TEST");
            assertThatThrownBy(() -> new LeaveLastOut(Integer.MAX_VALUE, Integer.MAX_VALUE).split(untimed(2)))
                    .hasMessageContaining("no events in TEST");
        }
    }

    @Nested
    class Ratios {
        @Test
        void everyCharacterIsDividedByShare() {
            Split split = Ratio.eightOneOne(7).split(untimed(10, 100, 29));
            assertThat(counts(split, 0)).containsExactly(8, 1, 1);
            assertThat(counts(split, 1)).containsExactly(80, 10, 10);
            assertThat(counts(split, 2)).containsExactly(25, 2, 2);
            assertThat(counts(new Ratio(0.29, 0.29, 1).split(untimed(100)), 0)).containsExactly(42, 29, 29);
        }

        @Test
        void shortCharactersGiveOneToTheTestFirstAndKeepOne() {
            Split split = Ratio.eightOneOne(7).split(untimed(1, 2, 3, 4, 0));
            assertThat(counts(split, 0)).containsExactly(1, 0, 0);
            assertThat(counts(split, 1)).containsExactly(1, 0, 1);
            assertThat(counts(split, 2)).containsExactly(1, 1, 1);
            assertThat(counts(split, 3)).containsExactly(2, 1, 1);
            assertThat(counts(split, 4)).containsExactly(0, 0, 0);
            assertThat(counts(new Ratio(0.5, 0.3, 1).split(untimed(2, 9)), 0)).containsExactly(1, 1, 0);
        }

        @Test
        void theChoiceIsRandomButOfTheSeed() {
            Dataset data = untimed(40);
            String first = parts(Ratio.eightOneOne(1).split(data), 0);
            assertThat(parts(Ratio.eightOneOne(1).split(data), 0)).isEqualTo(first);
            assertThat(parts(Ratio.eightOneOne(2).split(data), 0)).isNotEqualTo(first);
            assertThat(first).isNotEqualTo("." + ".".repeat(31) + "vvvvtttt");
        }

        private int[] counts(Split split, int c) {
            return new int[] {
                split.train().events().count(c),
                split.validation().events().count(c),
                split.test().events().count(c)
            };
        }
    }

    @Nested
    class HeldOut {
        @Test
        void heldOutCharactersFoldInFirstAndAreAskedForTheirLast() {
            Split split =
                    new UserHoldOut(0.2, 0.3, 0.2, 5).split(untimed(10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 1, 0));
            int tests = 0;
            int validations = 0;
            for (int c = 0; c < 10; c++) {
                String parts = parts(split, c);
                assertThat(parts).isIn("..........", "fffffffftt", "ffffffffvv");
                tests += parts.endsWith("t") ? 1 : 0;
                validations += parts.endsWith("v") ? 1 : 0;
            }
            assertThat(tests).isEqualTo(3);
            assertThat(validations).isEqualTo(2);
            assertThat(parts(split, 10)).isEqualTo(".");
        }

        @Test
        void theTestHistoryOfAHeldOutCharacterIsItsFoldIn() {
            Split split = new UserHoldOut(0, 0.5, 0.5, 1).split(untimed(4, 4));
            int held = split.test().events().count(0) > 0 ? 0 : 1;
            assertThat(split.train().events().count(held)).isZero();
            assertThat(split.historyForTest().events().count(held)).isEqualTo(2);
            assertThat(split.foldIn().events().count(held)).isEqualTo(2);
        }

        @Test
        void tooFewCharactersAreRefused() {
            assertThatThrownBy(() -> UserHoldOut.ofSeed(1).split(untimed(9, 1, 1)))
                    .hasMessageContaining("1 characters with two events or more");
        }
    }

    @Nested
    class Folds {
        @Test
        void overEventsEveryEventTestsOnceAndFoldsAreEven() {
            Dataset data = untimed(10, 3, 7, 1, 0, 25);
            KFold kFold = KFold.overEvents(5, 11);
            int[] tested = new int[data.events().size()];
            for (int f = 0; f < 5; f++) {
                Split split = kFold.fold(f).split(data);
                for (int i = 0; i < tested.length; i++) {
                    tested[i] += split.part(i) == Part.TEST ? 1 : 0;
                }
                assertThat(split.test().events().count(0)).isEqualTo(2);
                assertThat(split.test().events().count(5)).isEqualTo(5);
                assertThat(split.validation().events().size()).isZero();
            }
            assertThat(tested).containsOnly(1);
        }

        @Test
        void overCharactersEveryCharacterWithTwoEventsIsHeldOutOnce() {
            Dataset data = untimed(5, 5, 5, 5, 5, 5, 5, 1);
            BitSet heldOut = new BitSet();
            for (int f = 0; f < 3; f++) {
                Split split = KFold.overCharacters(3, 11).fold(f).split(data);
                for (int c = 0; c < 8; c++) {
                    String parts = parts(split, c);
                    if (!parts.contains(".")) {
                        assertThat(parts).isEqualTo("fffft");
                        assertThat(heldOut.get(c)).isFalse();
                        heldOut.set(c);
                    }
                }
            }
            assertThat(heldOut.cardinality()).isEqualTo(7);
        }

        @Test
        void optionsOutOfRangeAreRefused() {
            assertThatThrownBy(() -> KFold.overEvents(1, 1)).hasMessageContaining("folds 1");
            assertThatThrownBy(() -> KFold.overEvents(3, 1).fold(3)).hasMessageContaining("fold 3 is not in [0, 3)");
            assertThatThrownBy(() -> KFold.overCharacters(3, 1).fold(0).split(untimed(2, 2)))
                    .hasMessageContaining("fewer than 3 folds");
        }
    }

    @Test
    void aPolicyOfOnesOwnIsAFunctionOfTheEvent() {
        DatasetBuilder builder = Dataset.builder("mine");
        int t = builder.catalog().track("t");
        for (EventType type : new EventType[] {EventType.LISTEN, EventType.SKIP, EventType.LIKE}) {
            builder.events().add(builder.character("c"), t, 1, type);
        }
        Dataset data = builder.build();
        Split split = Split.of(
                data,
                i -> data.events().type(i) == EventType.LIKE ? Part.TEST : Part.TRAIN,
                "likes test",
                java.util.List.of());
        assertThat(parts(split, 0)).isEqualTo("..t");
        assertThat(split)
                .hasToString("Split[train 2 events of 1 characters, fold-in 0 events of 0 characters, validation"
                        + " 0 events of 0 characters, test 1 events of 1 characters; likes test]");
    }
}
