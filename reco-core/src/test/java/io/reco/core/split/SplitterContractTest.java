package io.reco.core.split;

import static org.assertj.core.api.Assertions.assertThat;

import io.reco.core.data.Dataset;
import io.reco.core.data.DatasetBuilder;
import io.reco.core.data.EventLog;
import io.reco.core.data.EventType;
import io.reco.core.data.Origin;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every splitter: no event is lost or doubled, order and columns are kept, the same seed the same split. */
class SplitterContractTest {
    private static final long START = 1_700_000_000_000L;

    static Stream<Splitter> splitters() {
        return Stream.of(
                GlobalTemporal.defaults(),
                GlobalTemporal.ofEventShares(0, 0.3),
                GlobalTemporal.ofTimeShares(0.2, 0.2),
                GlobalTemporal.ofLast(Duration.ofSeconds(20), Duration.ofSeconds(15)),
                GlobalTemporal.at(Instant.ofEpochMilli(START + 50_000)),
                GlobalTemporal.at(Instant.ofEpochMilli(START + 40_000), Instant.ofEpochMilli(START + 60_000)),
                LeaveLastOut.ofOne(),
                new LeaveLastOut(3, 0),
                Ratio.eightOneOne(1),
                new Ratio(0, 0.5, 2),
                UserHoldOut.ofSeed(3),
                new UserHoldOut(0, 0.4, 0.5, 4),
                KFold.overEvents(5, 5).fold(0),
                KFold.overEvents(2, 5).fold(1),
                KFold.overCharacters(4, 6).fold(3),
                // The last window has all events; that earlier ones are cut is in RollingWindowsTest.
                RollingWindows.of(3, Duration.ofSeconds(20)).window(2));
    }

    @ParameterizedTest
    @MethodSource("splitters")
    void everyEventIsInExactlyOnePartInItsOrder(Splitter splitter) {
        for (long seed = 1; seed <= 5; seed++) {
            Dataset data = randomLog(seed);
            Split split = splitter.split(data);
            assertThat(Stream.of(Part.values())
                            .map(part -> of(split, part))
                            .mapToInt(part -> part.events().size())
                            .sum())
                    .as("seed %d, %s", seed, split)
                    .isEqualTo(data.events().size());
            for (Part part : Part.values()) {
                Dataset its = of(split, part);
                assertThat(its.catalog()).isSameAs(data.catalog());
                assertThat(its.profiles()).isSameAs(data.profiles());
                assertThat(values(its.events()))
                        .as("seed %d, part %s of %s", seed, part, split)
                        .isEqualTo(expected(data, split, part));
            }
        }
    }

    private static Dataset of(Split split, Part part) {
        return switch (part) {
            case TRAIN -> split.train();
            case FOLD_IN -> split.foldIn();
            case VALIDATION -> split.validation();
            case TEST -> split.test();
        };
    }

    /** Each event of the random log has its own value, so that the values tell events apart. */
    private static List<Float> expected(Dataset data, Split split, Part part) {
        List<Float> out = new ArrayList<>();
        for (int i = 0; i < data.events().size(); i++) {
            if (split.part(i) == part) {
                out.add(data.events().value(i));
            }
        }
        return out;
    }

    @ParameterizedTest
    @MethodSource("splitters")
    void historiesAreWhatComesBeforeTheQuestion(Splitter splitter) {
        Dataset data = randomLog(9);
        Split split = splitter.split(data);
        int test = split.test().events().size();
        int validation = split.validation().events().size();
        assertThat(split.historyForTest().events().size())
                .isEqualTo(data.events().size() - test);
        assertThat(split.historyForValidation().events().size())
                .isEqualTo(data.events().size() - test - validation);
        assertThat(values(split.historyForTest().events()))
                .doesNotContainAnyElementsOf(values(split.test().events()));
    }

    @ParameterizedTest
    @MethodSource("splitters")
    void theSameDataGiveTheSameSplitAndItSaysHow(Splitter splitter) {
        Split once = splitter.split(randomLog(2));
        Split again = splitter.split(randomLog(2));
        for (int i = 0; i < once.source().events().size(); i++) {
            assertThat(again.part(i)).isEqualTo(once.part(i));
        }
        assertThat(once.protocol()).isEqualTo(again.protocol()).isNotBlank();
        assertThat(once.warnings()).isEqualTo(again.warnings());
    }

    private static List<Float> values(EventLog log) {
        List<Float> out = new ArrayList<>();
        for (int i = 0; i < log.size(); i++) {
            out.add(log.value(i));
        }
        return out;
    }

    /** 40 characters with 0 to 30 events each over 100 seconds, many of them at the same time. */
    private static Dataset randomLog(long seed) {
        Random random = new Random(seed);
        DatasetBuilder builder = Dataset.builder("random");
        for (int t = 0; t < 50; t++) {
            builder.catalog().track("t" + t);
        }
        for (int c = 0; c < 40; c++) {
            builder.character("c" + c);
        }
        for (int i = 0; i < 600; i++) {
            int c = Math.min(random.nextInt(40), random.nextInt(40));
            builder.events()
                    .add(
                            c,
                            random.nextInt(50),
                            START + random.nextInt(100) * 1_000L,
                            EventType.LISTEN,
                            -1,
                            i,
                            Origin.UNKNOWN);
        }
        return builder.build();
    }
}
