using System.Text.Json;

namespace WecomPlatform.SystemTests.BrowserClient;

/// <summary>
/// The helper script of Juzi's sidebar (侧边栏JS-SDK), written from what its documentation says of each call. It replaces
/// <c>window.wx</c>, or where it cannot, leaves only <c>window.juziWx</c>.
/// </summary>
internal static class JuziChat
{
    public const string HelperUrl = "https://cdn.botorange.com/js/sidebar/juzi-helper-1.0.7.js";

    /// <summary>The script in a chat with this contact, and in this group if any.</summary>
    public static string Helper(string? contact, string? group, bool replacesWx = true, bool isOldChat = false) =>
        $$"""
            (() => {
              const contact = {{JsonSerializer.Serialize(contact)}} ?? undefined;
              const group = {{JsonSerializer.Serialize(group)}} ?? undefined;
              const of = (name, values) => ({ ...values, err_msg: name + (Object.values(values)[0] === undefined ? ':fail' : ':ok') });
              const send = (message) => {
                const content = message[message.msgtype];
                switch (message.msgtype) {
                  case 'text': if (!content.content) return 'text content is empty'; break;
                  case 'image': case 'video': case 'file': if (!content.url) return 'url is empty'; break;
                  case 'news': if (!content.link) return 'url is empty'; break;
                  case 'miniprogram': break;
                  default: return 'sendChatMessage:fail';
                }
                record('juzi', { name: 'sendChatMessage', params: message });
                return 'sendChatMessage:ok';
              };
              const juzi = {
                isJuziWx: true,
                invoke(name, params, callback) {
                  const answers = {
                    getCurExternalContact: () => of(name, { userId: contact }),
                    getCurExternalChat: () => of(name, { chatId: group }),
                    sendChatMessage: () => ({ err_msg: send(params) }),
                  };
                  setTimeout(() => callback(answers[name] ? answers[name]() : { err_msg: name + ':fail' }));
                },
              };
              if (!{{JsonSerializer.Serialize(isOldChat)}}) {
                juzi.openEnterpriseChat = ({ userIds, externalUserIds, chatId, success, fail }) => {
                  // externalUserIds go before chatId; a chat that is not there is not made.
                  record('juzi', { name: 'openEnterpriseChat', params: { userIds, externalUserIds, chatId } });
                  const isThere = externalUserIds ? externalUserIds === contact : chatId === group;
                  setTimeout(() => userIds && isThere ? success({ err_msg: 'openEnterpriseChat:ok' }) : fail({ err_msg: 'openEnterpriseChat:fail' }));
                };
                juzi.previewImage = (images) => { record('juzi', { name: 'previewImage', params: images }); };
              }
              window.juziWx = juzi;
              if ({{JsonSerializer.Serialize(replacesWx)}}) window.wx = juzi;
            })();
            """;
}
