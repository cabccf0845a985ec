"""Reads what an OpenID Connect provider says of a person, and believes only what is signed.

OpenID Connect Core 1.0, section 3.1.3.7. allauth leaves the signature unread where the token came
straight from the provider, and knows no nonce; here both are always checked.
"""

from typing import Any

import jwt
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from django.utils.crypto import constant_time_compare

# Never "none", and none that is keyed by the secret: a public key would pass for it.
ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "EdDSA"]
REQUIRED = ["iss", "sub", "aud", "exp", "iat", "nonce"]
# Seconds by which the provider's clock may differ from ours.
LEEWAY = 60


def claims_of(
    token: str, *, keys: dict[str, Any], issuer: str, client_id: str, nonce: str
) -> dict[str, Any]:
    """What the provider asserts in an ID token.

    Args:
        token: the token as it was received.
        keys: the provider's published keys (a JSON Web Key Set).
        issuer: who must have issued it.
        client_id: for whom it must be.
        nonce: what was sent along with this very sign-in.

    Raises:
        OAuth2Error: signed by another, for another, of another time or of another sign-in.
    """
    try:
        claims = jwt.decode(
            token,
            key=_key_for(token, keys),
            algorithms=ALGORITHMS,
            audience=client_id,
            issuer=issuer,
            leeway=LEEWAY,
            options={"require": REQUIRED},
        )
    except (jwt.PyJWTError, KeyError, TypeError, ValueError) as error:
        raise OAuth2Error("The ID token is not valid.") from error
    if not nonce or not constant_time_compare(str(claims["nonce"]), nonce):
        raise OAuth2Error("The ID token belongs to another sign-in.")
    # Of several audiences one is who asked (rules 4 and 5).
    asked = claims.get("azp", claims["aud"])
    if asked not in (client_id, [client_id]):
        raise OAuth2Error("The ID token was made for another party.")
    return claims


def _key_for(token: str, keys: dict[str, Any]) -> jwt.PyJWK:
    wanted = jwt.get_unverified_header(token).get("kid")
    usable = [key for key in jwt.PyJWKSet.from_dict(keys).keys if key.public_key_use != "enc"]
    matching = [key for key in usable if wanted is None or key.key_id == wanted]
    if len(matching) != 1:
        raise KeyError("kid")
    return matching[0]
