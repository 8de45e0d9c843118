package dev.loupe.relay.service.route;

import java.util.Set;

/**
 * Words that paths and hosts of services are made of, and that are hardly anybody's name: a closed list, since no rule of
 * spelling tells {@code alice} from {@code orders}. A segment of a path belongs to it if all its parts do: {@code
 * price-lists}, {@code order_items}, {@code getPrice}, {@code v2}.
 */
final class Vocabulary {
    private static final int LONGEST = 48;
    private static final int LONGEST_VERSION = 3;

    private static final Set<String> WORDS =
            Set.of(("about accept access account action active activity add address admin"
                            + " administration all api app application approval approve archive article asset assign attachment auth"
                            + " authentication authorization authorize avatar backup balance banner basket batch blob board body"
                            + " bookmark booking browse bucket bulk by calculate calculation calendar callback campaign cancel"
                            + " capability cart catalog catalogue category change channel chat check checkout claim class client"
                            + " close cluster code collection command comment commit company complaint complete config configuration confirm"
                            + " connect connection contact content contract copy count country coupon create credential crm css"
                            + " currency current customer dashboard data database day debug default delete delivery department design"
                            + " detail device diagnostic directory discount document domain done download draft echo edit employee"
                            + " enable end engine entity entry env error estimate event events example execute export factory"
                            + " favorite favourite feature feed feedback field file filter find finish flag folder font for form"
                            + " forgot from gateway generate get graph graphql group grpc health healthz help history home hook"
                            + " host hour html icon id image import in inbox index info input instance internal inventory invite"
                            + " invoice item job js json key label language latest layout lead ledger legacy library license limit"
                            + " line link list live liveness load local localhost location lock log login logout machine mail main maintenance"
                            + " management manager manifest manufacture manufacturing map market material media member menu mes"
                            + " message meta metadata method metric metrics migration mine mobile mode model module monitor month"
                            + " move my network new news next node note notification notify number oauth object of offer office on"
                            + " online open openapi operation operator option order organisation organization origin output"
                            + " overview owner package page pages part partner password patch path pause payment pdf permission"
                            + " person phone photo picture pin ping pipeline plan platform plugin point policy position post"
                            + " preference preview previous price pricing print private probe process processing product production"
                            + " profile progress project promotion property provider public publish purchase put quality quantity"
                            + " query question queue quote random rate rating read readiness ready receipt recent recommendation"
                            + " record redirect refresh refund region register registration reject related release reload remote"
                            + " remove rename render renew reply report request reserve reservation reset resource response rest"
                            + " restart restore result resume return review revision role root route row rpc rule run save scan"
                            + " schedule schema script search section secure security segment send sensor server service session"
                            + " set setting setup share shipment shipping shop sign signin signout signup site size sku soap"
                            + " socket sort source space sse stage standard start startup state static statistic stat status step"
                            + " stock stop storage store stream style submit subscription summary supplier support swagger sync"
                            + " system table tag target task tax team template tenant term test theme thread thumbnail ticket time"
                            + " to token tool topic total trace track tracking transaction transfer transition translation trash"
                            + " tree trigger type unit unlock unread unsubscribe update upload upstream url usage user validate"
                            + " validation value variant verify verification version video view visit voucher warehouse web webhook"
                            + " websocket week widget wish work worker workflow workspace ws xml year zip zone")
                    .split(" "));

    private Vocabulary() {}

    /**
     * Whether a segment of a path is made of its words only.
     *
     * @param segment as on the wire
     */
    static boolean knows(String segment) {
        if (segment.isEmpty() || segment.length() > LONGEST) {
            return false;
        }
        int start = 0;
        for (int i = 1; i <= segment.length(); i++) {
            char c = i == segment.length() ? '-' : segment.charAt(i);
            boolean capital = c >= 'A' && c <= 'Z';
            if (capital || c == '-' || c == '_') {
                if (!isWord(segment.substring(start, i))) {
                    return false;
                }
                start = capital ? i : i + 1;
            }
        }
        return true;
    }

    private static boolean isWord(String part) {
        if (part.isEmpty() || isVersion(part)) {
            return !part.isEmpty();
        }
        String word = (char) (part.charAt(0) | 0x20) + part.substring(1);
        return WORDS.contains(word) || WORDS.contains(singular(word));
    }

    private static String singular(String word) {
        if (word.endsWith("ies")) {
            return word.substring(0, word.length() - 3) + 'y';
        }
        return word.endsWith("sses") || word.endsWith("xes") || word.endsWith("ches") || word.endsWith("shes")
                ? word.substring(0, word.length() - 2)
                : word.endsWith("s") ? word.substring(0, word.length() - 1) : word;
    }

    private static boolean isVersion(String part) {
        if (part.length() < 2 || part.length() > LONGEST_VERSION || part.charAt(0) != 'v') {
            return false;
        }
        return part.substring(1).chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
