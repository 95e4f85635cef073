package io.reco.rerank.rule;

import static io.reco.rerank.SmallCatalog.ids;
import static org.assertj.core.api.Assertions.assertThat;

import io.reco.core.data.CreditRole;
import io.reco.rerank.Reranked;
import io.reco.rerank.Rule;
import io.reco.rerank.SmallCatalog;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CapTest extends RuleContract {
    @Override
    protected Rule rule() {
        return Cap.perArtist(1);
    }

    @Override
    protected Optional<Rule> neutral() {
        return Optional.of(Cap.perArtist(Integer.MAX_VALUE));
    }

    @Test
    void countsEveryCreditedArtistOfTheTracksInTheList() {
        SmallCatalog.Built small = new SmallCatalog()
                .track("1", "A")
                .track("2", "B", "A")
                .track("3", "A", "C")
                .track("4", "C")
                .track("5", "B")
                .track("6")
                .build();
        // "3" is refused for A, so it does not use up C.
        assertThat(ids(small.apply(Cap.perArtist(2)))).containsExactly("1", "2", "4", "5", "6");
        assertThat(ids(small.apply(Cap.perArtist(1)))).containsExactly("1", "4", "5", "6");
    }

    @Test
    void anArtistCreditedTwiceOnATrackCountsOnce() {
        SmallCatalog.Built small = new SmallCatalog()
                .track("1", track -> track.credit("A", CreditRole.MAIN).credit("A", CreditRole.FEATURED))
                .track("2", "A")
                .track("3", "A")
                .build();
        assertThat(ids(small.apply(Cap.perArtist(2)))).containsExactly("1", "2");
    }

    @Test
    void albumsAreCappedOfTheirOwnAndTracksWithoutOneNever() {
        SmallCatalog.Built small = new SmallCatalog()
                .track("1", track -> track.album("b"))
                .track("2", track -> track.album("b"))
                .track("3")
                .track("4")
                .build();
        Reranked list = small.apply(Cap.perAlbum(1));
        assertThat(ids(list)).containsExactly("1", "3", "4");
        assertThat(list.counts().dropped("album-cap")).isEqualTo(1);
        assertThat(list.shortfall()).contains("3 of 4 tracks: there are 4 candidates, 1 dropped by album-cap");
    }
}
