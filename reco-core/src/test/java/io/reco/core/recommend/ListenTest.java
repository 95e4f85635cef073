package io.reco.core.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.reco.core.data.EventLog;
import io.reco.core.data.EventType;
import org.junit.jupiter.api.Test;

class ListenTest {
    @Test
    void timesAndLengthsOutOfRangeAreRefusedByValueAndRange() {
        for (long time : new long[] {-2, Long.MIN_VALUE, EventLog.MAX_TIME_MILLIS + 1, Long.MAX_VALUE}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Listen.of("t", time))
                    .withMessage("timeMillis " + time + " is not in [-1, 4294967295999]");
        }
        for (int played : new int[] {-2, Integer.MIN_VALUE}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new Listen("t", 0, EventType.LISTEN, played))
                    .withMessage("millisPlayed " + played + " is not -1 (not told) or above");
        }
    }

    @Test
    void theEndsOfTheRangesAreTaken() {
        assertThat(Listen.of("t", EventLog.MAX_TIME_MILLIS).timeMillis()).isEqualTo(EventLog.MAX_TIME_MILLIS);
        assertThat(Listen.of("t")).isEqualTo(new Listen("t", EventLog.NO_TIME, EventType.LISTEN, -1));
        assertThat(new Listen("t", 0, EventType.SKIP, 0).millisPlayed()).isZero();
    }
}
