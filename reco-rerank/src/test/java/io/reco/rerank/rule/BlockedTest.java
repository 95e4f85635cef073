package io.reco.rerank.rule;

import static io.reco.rerank.SmallCatalog.DAY;
import static io.reco.rerank.SmallCatalog.NOW;
import static io.reco.rerank.SmallCatalog.ids;
import static org.assertj.core.api.Assertions.assertThat;

import io.reco.core.data.Block;
import io.reco.core.data.CreditRole;
import io.reco.core.data.EventType;
import io.reco.core.data.Profile;
import io.reco.rerank.Listener;
import io.reco.rerank.Reranked;
import io.reco.rerank.Rule;
import io.reco.rerank.SmallCatalog;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BlockedTest extends RuleContract {
    @Override
    protected Rule rule() {
        return Blocked.DEFAULT;
    }

    @Override
    protected Optional<Rule> neutral() {
        return Optional.empty();
    }

    private static SmallCatalog music() {
        return new SmallCatalog()
                .track("main", "X")
                .track("guest", track -> track.artist("Y").credit("X", CreditRole.FEATURED))
                .track("album", track -> track.artist("Z").album("B"))
                .track("single", "Z")
                .track("free", "W");
    }

    private static Profile blocking(Block... blocks) {
        return Profile.of("me").withAversions(List.of(), List.of(blocks));
    }

    @Test
    void aBlockedArtistCountsInAnyCredit() {
        Reranked list = music().me(blocking(Block.forEver(Block.Kind.ARTIST, "X")))
                .build()
                .apply(rule());
        assertThat(ids(list)).containsExactly("album", "single", "free");
        assertThat(list.trace().orElseThrow().of("guest").get(0).detail()).isEqualTo("artist");
    }

    @Test
    void albumsAndTracksAreBlockedThemselvesOnly() {
        Reranked list = music().me(
                        blocking(Block.forEver(Block.Kind.ALBUM, "B"), Block.forEver(Block.Kind.TRACK, "free")))
                .build()
                .apply(rule());
        assertThat(ids(list)).containsExactly("main", "guest", "single");
    }

    @Test
    void aBlockEndsWhenItsEndIsReached() {
        Block until = new Block(Block.Kind.ARTIST, "X", NOW);
        assertThat(ids(music().me(blocking(until)).build().apply(rule()))).hasSize(5);
        Block longer = new Block(Block.Kind.ARTIST, "X", NOW + 1);
        assertThat(ids(music().me(blocking(longer)).build().apply(rule()))).hasSize(3);
    }

    @Test
    void blockEventsCountUntilUnblockedAndSnoozesEnd() {
        SmallCatalog.Built small = music().event(EventType.BLOCK, "main", 100)
                .event(EventType.BLOCK, "guest", 90)
                .event(EventType.UNBLOCK, "guest", 80)
                .event(EventType.SNOOZE, "album", 30)
                .event(EventType.SNOOZE, "single", NOW - 30 * DAY + 1, -1)
                .build();
        assertThat(ids(small.apply(rule()))).containsExactly("guest", "album", "free");
    }

    @Test
    void anUnseenCharacterBlocksToo() {
        SmallCatalog.Built small = music().build();
        Profile unseen = blocking(
                Block.forEver(Block.Kind.ARTIST, "X"), Block.forEver(Block.Kind.ALBUM, "not in the catalogue"));
        SmallCatalog.Built asked = small.with(c -> c.withListener(Listener.of(unseen, small.catalog())));
        assertThat(ids(asked.apply(rule()))).containsExactly("album", "single", "free");
    }

    /** More things blocked than a small set holds: each of them counts, and none besides. */
    @Test
    void manyBlocksCountAsFewDo() {
        for (int blocks : new int[] {1, 7, 8, 9, 20}) {
            SmallCatalog catalog = new SmallCatalog();
            List<Block> all = new ArrayList<>();
            for (int a = 0; a < 25; a++) {
                catalog.track(String.format("t%02d", a), "A" + a);
                if (a < blocks) {
                    all.add(Block.forEver(Block.Kind.ARTIST, "A" + a));
                    all.add(Block.forEver(Block.Kind.ARTIST, "A" + a));
                }
            }
            SmallCatalog.Built small =
                    catalog.me(blocking(all.toArray(new Block[0]))).build();
            assertThat(ids(small.apply(rule())))
                    .as("%d blocks", blocks)
                    .hasSize(25 - blocks)
                    .doesNotContain(String.format("t%02d", blocks - 1))
                    .contains(String.format("t%02d", blocks));
        }
    }
}
